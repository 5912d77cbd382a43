import { ensureAccountSshKeys } from "../account-ssh-key";
import { beforeBuying } from "../before-buying";
import { cheapestPerKey } from "../cheapest-per-key";
import type {
  AdapterSettings,
  CallContext,
  Credentials,
  Instance,
  InstancesFace,
  KeysFace,
  LaunchSpec,
  PricesFace,
  ProviderAdapter,
} from "../contract";
import { fewAtATime } from "../few-at-a-time";
import { goneByList, goneIs } from "../gone";
import { joinLists, readRows } from "../read-rows";
import { type HotaisleClient, hotaisleClient } from "./client";
import {
  GONE,
  requireLaunchable,
  specsOf,
  toInstance,
  toKeyFacts,
  toSshKey,
  UNTOLD,
} from "./machines";
import { toOffers } from "./map";
import { meta } from "./meta";
import { machine, type VirtualMachine } from "./wire";

const STATES_AT_A_TIME = 4;
const MICROS_PER_CENT = 10_000n;

/** Hot Aisle: AMD virtual machines, which it names itself, and prices of bare metal. */
export function createHotaisle({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = hotaisleClient(baseUrl);
  return {
    meta,
    prices: pricesFace(client),
    keys: keysFace(client),
    instances: instancesFace(client),
  };
}

function pricesFace(client: HotaisleClient): PricesFace {
  return {
    async list({ credentials = {}, ...context }) {
      const [virtual, metal] = await Promise.all([
        client.available("virtual_machines", credentials, context),
        client.available("bare_metal", credentials, context),
      ]);
      const all = joinLists([
        readRows(virtual, machine, (row) => toOffers(row, "vm")),
        readRows(metal, machine, (row) => toOffers(row, "bare-metal")),
      ]);
      return cheapestPerKey(all);
    },
  };
}

function keysFace(client: HotaisleClient): KeysFace {
  return {
    async verify(credentials, context) {
      return toKeyFacts(await client.user(credentials, context), credentials.team ?? "");
    },
    async balance(credentials, context) {
      const { available_balance: cents } = await client.balance(credentials, context);
      return { micros: BigInt(cents) * MICROS_PER_CENT, currency: "USD" };
    },
    async sshKeys(credentials, context) {
      return (await client.sshKeys(credentials, context)).map(toSshKey);
    },
  };
}

function instancesFace(client: HotaisleClient): InstancesFace {
  return {
    async launch(credentials, spec, context) {
      const body = await beforeBuying(prepareLaunch(client, credentials, spec, context));
      const { name } = await client.launch(credentials, body, context);
      return { id: name };
    },
    async get(credentials, id, context) {
      const found = await find(client, { credentials, id, context });
      if (!found) return null;
      const one = await withState(client, credentials, context)(found);
      return one.nativeStatus === GONE ? null : one;
    },
    async list(credentials, context) {
      const machines = await client.machines(credentials, context);
      return fewAtATime(machines, STATES_AT_A_TIME, withState(client, credentials, context));
    },
    async terminate(credentials, id, context) {
      const end = client.end(credentials, id, context);
      await goneByList(end, isListed(client, { credentials, id, context }));
    },
    async stop(credentials, id, context) {
      await client.act(credentials, id, "shutdown", context);
    },
    async start(credentials, id, context) {
      await client.act(credentials, id, "start", context);
      return { id };
    },
    async restart(credentials, id, context) {
      await client.act(credentials, id, "reboot", context);
    },
  };
}

/**
 * The list tells no state, so each machine is asked for its own. One whose state alone is not found
 * still stands.
 */
function withState(client: HotaisleClient, credentials: Credentials, context: CallContext) {
  return async (vm: VirtualMachine): Promise<Instance> => {
    const told = await goneIs(null, client.state(credentials, vm.name, context));
    if (told) return toInstance(vm, told.state);
    const found = await find(client, { credentials, id: vm.name, context });
    return toInstance(vm, found ? UNTOLD : GONE);
  };
}

interface Asked {
  readonly credentials: Credentials;
  readonly id: string;
  readonly context: CallContext;
}

function find(client: HotaisleClient, asked: Asked): Promise<VirtualMachine | null> {
  const read = client.machine(asked.credentials, asked.id, asked.context);
  return goneByList(read, isListed(client, asked));
}

/** Whether the team's list has a machine. */
function isListed(client: HotaisleClient, asked: Asked) {
  return async () => {
    const machines = await client.machines(asked.credentials, asked.context);
    return machines.some(({ name }) => name === asked.id);
  };
}

/** The specs to launch with. Every key of the user is put on every machine, so ours must be among them. */
async function prepareLaunch(
  client: HotaisleClient,
  credentials: Credentials,
  spec: LaunchSpec,
  context: CallContext,
) {
  const publicKeys = requireLaunchable(spec);
  const rows = await client.available("virtual_machines", credentials, context);
  const specs = specsOf(rows, spec);
  await ensureAccountSshKeys(
    {
      list: async () => (await client.sshKeys(credentials, context)).map(toSshKey),
      add: async (_name, key) => toSshKey(await client.addSshKey(credentials, key, context)),
    },
    publicKeys,
  );
  return specs;
}
