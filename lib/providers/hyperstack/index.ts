import { beforeBuying } from "../before-buying";
import type {
  AdapterSettings,
  Instance,
  InstancesFace,
  KeysFace,
  PricesFace,
  ProviderAdapter,
} from "../contract";
import { ProviderError } from "../errors";
import { goneIs } from "../gone";
import { type HyperstackCalls, hyperstackClient } from "./client";
import type { Vm } from "./machine-wire";
import { isAsleep, toBalance, toInstance, toKeyFacts, toSshKeys } from "./machines";
import { readOffers } from "./map";
import { meta } from "./meta";
import { prepareLaunch } from "./prepare-launch";
import { readPricebook, sleepPrice } from "./prices";
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
      const calls = as(credentials, context);
      const found = await goneIs(null, calls.vm(id));
      const [one = null] = await withSleepPrices(calls, found ? [found.instance] : []);
      return one;
    },
    async list(credentials, context) {
      const calls = as(credentials, context);
      return withSleepPrices(calls, await calls.vms());
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

/**
 * A machine that sleeps costs what the pricebook says of what it keeps. Where that fails the machines are
 * told all the same, and what they cost is not known now.
 */
async function withSleepPrices(calls: HyperstackCalls, found: readonly Vm[]): Promise<Instance[]> {
  const rows = found.some(isAsleep) ? await pricebookIfTold(calls) : [];
  return found.map((vm) => {
    const instance = toInstance(vm);
    return isAsleep(vm) ? { ...instance, ratePerHourMicros: sleepPrice(rows, vm) } : instance;
  });
}

async function pricebookIfTold(calls: HyperstackCalls): Promise<readonly unknown[]> {
  try {
    return await calls.pricebook();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return [];
  }
}

/** Told to stop before, by a call whose answer may have got lost; to be told again is refused. */
const isStopping = (status: string) => status === "STOPPING" || status === "SHUTOFF";

/** Only a look was sent so far, so the start may simply be asked for again. */
const notAsleepYet = () =>
  new ProviderError("transient", { detail: "still being put to sleep", isUnsent: true });
