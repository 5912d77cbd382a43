import { beforeBuying } from "../before-buying";
import type {
  AdapterSettings,
  InstancesFace,
  KeysFace,
  PricesFace,
  ProviderAdapter,
} from "../contract";
import { ProviderError } from "../errors";
import { goneIs } from "../gone";
import { hyperstackClient } from "./client";
import { toBalance, toInstance, toKeyFacts, toSshKeys } from "./machines";
import { readOffers } from "./map";
import { meta } from "./meta";
import { prepareLaunch } from "./prepare-launch";
import { readPricebook } from "./prices";
import { regionStock } from "./wire";

type Client = ReturnType<typeof hyperstackClient>;

/** Hyperstack: virtual machines that cost their full price stopped, and little asleep. */
export function createHyperstack({ baseUrl }: AdapterSettings): ProviderAdapter {
  const as = hyperstackClient(baseUrl);
  return { meta, prices: pricesFace(as), keys: keysFace(as), instances: instancesFace(as) };
}

/** Prices are joined from flavors, the pricebook and the stock. */
function pricesFace(as: Client): PricesFace {
  return {
    async list({ credentials = {}, ...context }) {
      const calls = as(credentials, context);
      const [flavors, prices, { stocks }] = await Promise.all([
        calls.flavors(),
        calls.pricebook(),
        calls.stocks(),
      ]);
      const market = { prices: readPricebook(prices), stocks: stocks.flatMap(readStock) };
      return readOffers(flavors.data, market);
    },
  };
}

/** Stock tells no price: what of it is too odd to read costs no offer. */
function readStock(row: unknown) {
  const parsed = regionStock.safeParse(row);
  return parsed.success ? [parsed.data] : [];
}

function keysFace(as: Client): KeysFace {
  return {
    async verify(credentials, context) {
      return toKeyFacts((await as(credentials, context).user()).user);
    },
    async balance(credentials, context) {
      return toBalance((await as(credentials, context).credit()).data);
    },
    async sshKeys(credentials, context) {
      return toSshKeys(await as(credentials, context).keypairs());
    },
  };
}

function instancesFace(as: Client): InstancesFace {
  return {
    async launch(credentials, spec, context) {
      const calls = as(credentials, context);
      return { id: await calls.launch(await beforeBuying(prepareLaunch(calls, spec))) };
    },
    async get(credentials, id, context) {
      const found = await goneIs(null, as(credentials, context).vm(id));
      return found && toInstance(found.instance);
    },
    async list(credentials, context) {
      return (await as(credentials, context).vms()).map(toInstance);
    },
    async terminate(credentials, id, context) {
      await goneIs(undefined, as(credentials, context).remove(id));
    },
    async stop(credentials, id, context) {
      const calls = as(credentials, context);
      const { status } = (await calls.vm(id)).instance;
      if (!isStopping(status)) await calls.act(id, "stop");
    },
    async start(credentials, id, context) {
      const calls = as(credentials, context);
      const { status } = (await calls.vm(id)).instance;
      if (status === "HIBERNATING") throw notAsleepYet();
      await calls.act(id, status === "HIBERNATED" ? "hibernate-restore" : "start");
      return { id };
    },
    async hibernate(credentials, id, context) {
      await as(credentials, context).hibernate(id);
    },
    async restart(credentials, id, context) {
      await as(credentials, context).act(id, "hard-reboot");
    },
  };
}

/** Told to stop before, by a call whose answer may have got lost; to be told again is refused. */
const isStopping = (status: string) => status === "STOPPING" || status === "SHUTOFF";

/** Only a look was sent so far, so the start may simply be asked for again. */
const notAsleepYet = () =>
  new ProviderError("transient", { detail: "still being put to sleep", isUnsent: true });
