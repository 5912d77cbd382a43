import { beforeBuying } from "../before-buying";
import type {
  AdapterSettings,
  CallContext,
  Credentials,
  InstancesFace,
  KeysFace,
  LaunchSpec,
  PriceList,
  PricesFace,
  ProviderAdapter,
} from "../contract";
import { goneByList } from "../gone";
import { joinLists, readRows } from "../read-rows";
import { type TensordockClient, tensordockClient } from "./client";
import { choosePlace, requireLaunchable, toInstance, toLaunchBody } from "./machines";
import { toOffers } from "./map";
import { meta } from "./meta";
import { location, locationGpu } from "./wire";

/** TensorDock: virtual machines on many hosts, put together per location. */
export function createTensordock({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = tensordockClient(baseUrl);
  return {
    meta,
    prices: pricesFace(client),
    keys: keysFace(client),
    instances: instancesFace(client),
  };
}

function pricesFace(client: TensordockClient): PricesFace {
  return {
    async list({ credentials = {}, ...context }) {
      const locations = await client.locations(credentials, context);
      return joinLists(locations.map(readLocation));
    },
  };
}

function readLocation(row: unknown): PriceList {
  const lists: PriceList[] = [];
  const outer = readRows([row], location, (place) => {
    lists.push(readRows(place.gpus, locationGpu, (gpu) => toOffers(gpu, place)));
    return [];
  });
  return joinLists([outer, ...lists]);
}

function keysFace(client: TensordockClient): KeysFace {
  return {
    async verify(credentials, context) {
      await client.instances(credentials, context);
      return { account: null, canLaunch: null };
    },
  };
}

function instancesFace(client: TensordockClient): InstancesFace {
  return {
    async launch(credentials, spec, context) {
      const body = await beforeBuying(prepareLaunch(client, credentials, spec, context));
      const { id } = await client.launch(credentials, body, context);
      return { id };
    },
    async get(credentials, id, context) {
      const read = client.instance(credentials, id, context);
      const found = await goneByList(read, isListed(client, { credentials, id, context }));
      return found && toInstance(found);
    },
    async list(credentials, context) {
      return (await client.instances(credentials, context)).map(toInstance);
    },
    async terminate(credentials, id, context) {
      const end = client.end(credentials, id, context);
      await goneByList(end, isListed(client, { credentials, id, context }));
    },
    async stop(credentials, id, context) {
      await client.act(credentials, id, "stop", context);
    },
    async start(credentials, id, context) {
      await client.act(credentials, id, "start", context);
      return { id };
    },
  };
}

/** Whether the account's list has a machine. */
function isListed(
  client: TensordockClient,
  asked: { readonly credentials: Credentials; readonly id: string; readonly context: CallContext },
) {
  return async () => {
    const machines = await client.instances(asked.credentials, asked.context);
    return machines.some(({ id }) => id === asked.id);
  };
}

/** A wrong key sees no locations at all, which must not be taken for empty shelves. */
async function prepareLaunch(
  client: TensordockClient,
  credentials: Credentials,
  spec: LaunchSpec,
  context: CallContext,
) {
  requireLaunchable(spec);
  const rows = await client.locations(credentials, context);
  if (rows.length === 0) await client.instances(credentials, context);
  return toLaunchBody(spec, choosePlace(rows, spec));
}
