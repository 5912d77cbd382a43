import { ensureAccountSshKeys } from "../account-ssh-key";
import { beforeBuying } from "../before-buying";
import type {
  AccountSshKey,
  AdapterSettings,
  CallContext,
  Credentials,
  Currency,
  InstancesFace,
  KeysFace,
  LaunchSpec,
  PriceList,
  PricesFace,
  ProviderAdapter,
} from "../contract";
import { ProviderError } from "../errors";
import { goneIs } from "../gone";
import { readRows } from "../read-rows";
import { toBalance, toKeyFacts, toSshKey } from "./account";
import { type JarvislabsClient, jarvislabsClient } from "./client";
import { isPaused, isPausing, requireLaunchable, toCreateBody, toInstance } from "./machines";
import { joinPools, requirePrice, toOffers } from "./map";
import { meta } from "./meta";
import { type Machine, serverPool } from "./wire";

/** JarvisLabs: containers and virtual machines, whose id may change when they are started again. */
export function createJarvislabs(settings: AdapterSettings): ProviderAdapter {
  const client = jarvislabsClient(settings);
  return {
    meta,
    prices: pricesFace(client),
    keys: keysFace(client),
    instances: instancesFace(client),
  };
}

function pricesFace(client: JarvislabsClient): PricesFace {
  return {
    list: ({ credentials = {}, ...context }) => listOffers(client, credentials, context),
  };
}

async function listOffers(
  client: JarvislabsClient,
  credentials: Credentials,
  context: CallContext,
): Promise<PriceList> {
  const [answer, told] = await Promise.all([
    client.serverMeta(credentials, context),
    currencyOf(client, credentials, context),
  ]);
  const currency = answer.currency ?? told;
  const list = readRows(answer.server_meta, serverPool, (pool) => toOffers(pool, currency));
  return { ...list, offers: joinPools(list.offers) };
}

function keysFace(client: JarvislabsClient): KeysFace {
  return {
    async verify(credentials, context) {
      return toKeyFacts(await client.user(credentials, context));
    },
    async balance(credentials, context) {
      const { balance } = await client.balance(credentials, context);
      return toBalance(balance, await currencyOf(client, credentials, context));
    },
    sshKeys: (credentials, context) => sshKeysOf(client, credentials, context),
  };
}

function instancesFace(client: JarvislabsClient): InstancesFace {
  return {
    async launch(credentials, spec, context) {
      const at = requireLaunchable(spec);
      await beforeBuying(prepareLaunch(client, credentials, spec, context));
      return { id: await client.launch(credentials, at, toCreateBody(spec), context) };
    },
    async get(credentials, id, context) {
      const found = await find(client, credentials, id, context);
      return found && toInstance(found);
    },
    async list(credentials, context) {
      return (await client.machines(credentials, context)).map(toInstance);
    },
    async terminate(credentials, id, context) {
      const found = await find(client, credentials, id, context);
      if (found) await goneIs(undefined, client.destroy(credentials, found, context));
    },
    async stop(credentials, id, context) {
      const found = await requireOne(client, credentials, id, context);
      if (isPausing(found) || isPaused(found)) return;
      await client.pause(credentials, found, context);
    },
    async start(credentials, id, context) {
      const found = await requireOne(client, credentials, id, context);
      if (isPausing(found)) throw notPausedYet();
      if (!isPaused(found)) return { id };
      return { id: await client.resume(credentials, found, context) };
    },
  };
}

/** Its price is the one agreed to, and its keys are in the account. */
async function prepareLaunch(
  client: JarvislabsClient,
  credentials: Credentials,
  spec: LaunchSpec,
  context: CallContext,
): Promise<void> {
  requirePrice((await listOffers(client, credentials, context)).offers, spec);
  await placeKeys(client, credentials, spec.sshPublicKeys, context);
}

/** The account's, by what it says of itself. */
async function currencyOf(
  client: JarvislabsClient,
  credentials: Credentials,
  context: CallContext,
): Promise<Currency> {
  return (await client.paysInRupees(credentials, context)).success ? "INR" : "USD";
}

/**
 * The machine, or `null` where the provider says that there is none. Where it says something else
 * instead, the list of all decides.
 */
async function find(
  client: JarvislabsClient,
  credentials: Credentials,
  id: string,
  context: CallContext,
): Promise<Machine | null> {
  const found = await goneIs(undefined, client.machine(credentials, id, context));
  if (found === undefined) return null;
  if (found) return found;
  const all = await client.machines(credentials, context);
  return all.find(({ machine_id: other }) => other === id) ?? null;
}

async function requireOne(
  client: JarvislabsClient,
  credentials: Credentials,
  id: string,
  context: CallContext,
): Promise<Machine> {
  const found = await find(client, credentials, id, context);
  if (!found) throw new ProviderError("not-found", { detail: "no such machine" });
  return found;
}

/** Only a look was sent so far, so the start may simply be asked for again. */
const notPausedYet = () =>
  new ProviderError("transient", { detail: "still being paused", isUnsent: true });

async function sshKeysOf(
  client: JarvislabsClient,
  credentials: Credentials,
  context: CallContext,
): Promise<AccountSshKey[]> {
  return (await client.sshKeys(credentials, context)).map(toSshKey);
}

/** Every key of the account is put on every machine, so ours must be among them. */
async function placeKeys(
  client: JarvislabsClient,
  credentials: Credentials,
  publicKeys: readonly string[],
  context: CallContext,
): Promise<void> {
  await ensureAccountSshKeys(
    {
      list: () => sshKeysOf(client, credentials, context),
      async add(name, publicKey) {
        await client.addSshKey(credentials, { ssh_key: publicKey, key_name: name }, context);
        // Only lists tell its id, and a launch needs none.
        return { id: name, name, publicKey };
      },
    },
    publicKeys,
  );
}
