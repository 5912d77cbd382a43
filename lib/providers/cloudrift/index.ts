import { microsFromNumber } from "@/lib/money";
import { beforeBuying } from "../before-buying";
import type {
  AdapterSettings,
  CallContext,
  Credentials,
  InstancesFace,
  KeysFace,
  LaunchSpec,
  PriceList,
  ProviderAdapter,
} from "../contract";
import { ProviderError } from "../errors";
import { joinLists, readRows } from "../read-rows";
import { requireAgreed } from "../require-agreed";
import { type CloudriftClient, cloudriftClient } from "./client";
import {
  imageFor,
  isPaused,
  requireLaunchable,
  shapeOf,
  theOneOf,
  toInstance,
  toRentBody,
} from "./machines";
import { toOffers } from "./map";
import { meta } from "./meta";
import { instanceType, type RentedInstance, variant } from "./wire";

/** CloudRift: virtual machines under our names, and prices that it publishes without a key. */
export function createCloudrift({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = cloudriftClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ signal, guard }) {
        const { data } = await client.instanceTypes({ signal, guard });
        return joinLists(data.instance_types.map(readType));
      },
    },
    keys: keysFace(client),
    instances: instancesFace(client),
  };
}

function readType(row: unknown): PriceList {
  const lists: PriceList[] = [];
  const outer = readRows([row], instanceType, (type) => {
    lists.push(readRows(type.variants, variant, (one) => toOffers(one, type.brand_short)));
    return [];
  });
  return joinLists([outer, ...lists]);
}

function keysFace(client: CloudriftClient): KeysFace {
  return {
    async verify(credentials, context) {
      const { data } = await client.me(credentials, context);
      return { account: data.email, canLaunch: null };
    },
    async balance(credentials, context) {
      const { data } = await client.account(credentials, context);
      const micros = microsFromNumber(data.balance);
      if (micros === null) throw new ProviderError("transient", { detail: "no balance told" });
      return { micros, currency: "USD" };
    },
  };
}

function instancesFace(client: CloudriftClient): InstancesFace {
  return {
    async launch(credentials, spec, context) {
      const body = await beforeBuying(prepareLaunch(client, spec, context));
      const { data } = await client.rent(credentials, body, context);
      return theOneOf(data.instance_ids);
    },
    async get(credentials, id, context) {
      const found = await find(client, credentials, id, context);
      return found ? toInstance(found) : null;
    },
    async list(credentials, context) {
      return (await client.instances(credentials, context)).map(toInstance);
    },
    async terminate(credentials, id, context) {
      const { data } = await client.end(credentials, id, context);
      if (data.terminated.length > 0) return;
      const left = await find(client, credentials, id, context);
      if (left && left.status !== "Inactive" && left.status !== "Deactivating") {
        throw new ProviderError("ambiguous", { detail: "nothing was ended" });
      }
    },
    async stop(credentials, id, context) {
      await client.act(credentials, id, "stop", context);
    },
    async start(credentials, id, context) {
      const paused = isPaused(await beforeBuying(client.instance(credentials, id, context)));
      await client.act(credentials, id, paused ? "resume" : "start", context);
      return { id };
    },
    async restart(credentials, id, context) {
      await client.act(credentials, id, "reset", context);
    },
  };
}

/** A machine by its id, or among all: by id an error leaves it out as one that never was. */
async function find(
  client: CloudriftClient,
  credentials: Credentials,
  id: string,
  context: CallContext,
): Promise<RentedInstance | undefined> {
  const found = await client.instance(credentials, id, context);
  if (found) return found;
  return (await client.instances(credentials, context)).find((one) => one.id === id);
}

async function prepareLaunch(client: CloudriftClient, spec: LaunchSpec, context: CallContext) {
  const datacenter = requireLaunchable(spec);
  const { data: types } = await client.instanceTypes(context);
  const shape = shapeOf(types.instance_types, spec.instanceType, datacenter);
  requireAgreed(shape.pricePerHourMicros, spec);
  const { data: recipes } = await client.recipes(context);
  const image = imageFor(recipes.groups, shape.driver);
  return toRentBody(spec, { datacenter, image, shape });
}
