import { beforeBuying } from "../before-buying";
import type {
  AdapterSettings,
  InstancesFace,
  KeysFace,
  PricesFace,
  ProviderAdapter,
} from "../contract";
import { fewAtATime } from "../few-at-a-time";
import { goneIs } from "../gone";
import { scalewayClient } from "./client";
import { end } from "./end";
import { launch, switchOn } from "./launch";
import { readMachineId, writeMachineId } from "./machine-id";
import { toInstance, toSshKey } from "./machines";
import { toPriceList } from "./map";
import { meta } from "./meta";
import { requirePrice } from "./require-price";
import { requireSystem } from "./system-disk";
import { zones } from "./zones";

const ZONES_AT_A_TIME = 5;

/** Scaleway: GPU instances in zones that are asked one by one, priced in euros without tax. */
export function createScaleway({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = scalewayClient(baseUrl);
  return {
    meta,
    prices: pricesFace(client),
    keys: keysFace(client),
    instances: instancesFace(client),
  };
}

type Client = ReturnType<typeof scalewayClient>;

function pricesFace(client: Client): PricesFace {
  return {
    async list({ signal, guard }) {
      return toPriceList(await client.instanceProducts({ signal, guard }));
    },
  };
}

function keysFace(client: Client): KeysFace {
  return {
    /** Who a key belongs to is told to those alone who may read all keys. */
    async verify(credentials, context) {
      const calls = client.as(credentials, context);
      await calls.sshKeys();
      await calls.oneServer("fr-par-2");
      return { account: null, canLaunch: null };
    },
    async sshKeys(credentials, context) {
      return (await client.as(credentials, context).sshKeys()).map(toSshKey);
    },
  };
}

function instancesFace(client: Client): InstancesFace {
  return {
    async launch(credentials, spec, context) {
      return { id: writeMachineId(await launch(client.as(credentials, context), spec)) };
    },
    async finishLaunch(credentials, id, spec, context) {
      const [calls, machine] = [client.as(credentials, context), readMachineId(id)];
      await requireSystem(calls, machine);
      await beforeBuying(requirePrice(calls, machine.zone, spec));
      await switchOn(calls, machine, spec);
    },
    async get(credentials, id, context) {
      const machine = readMachineId(id);
      const found = await goneIs(null, client.as(credentials, context).server(machine));
      return found && toInstance(machine.zone, found.server);
    },
    async list(credentials, context) {
      const calls = client.as(credentials, context);
      const byZone = await fewAtATime(zones, ZONES_AT_A_TIME, async (zone) =>
        (await calls.servers(zone)).map((server) => toInstance(zone, server)),
      );
      return byZone.flat();
    },
    async terminate(credentials, id, context) {
      const calls = client.as(credentials, context);
      const machine = readMachineId(id);
      const found = await goneIs(null, calls.server(machine));
      if (found) await end(calls, machine, found.server);
    },
    async stop(credentials, id, context) {
      await client.as(credentials, context).act(readMachineId(id), "poweroff");
    },
    async start(credentials, id, context) {
      const [calls, machine] = [client.as(credentials, context), readMachineId(id)];
      await requireSystem(calls, machine);
      await calls.act(machine, "poweron");
      return { id };
    },
    async restart(credentials, id, context) {
      await client.as(credentials, context).act(readMachineId(id), "reboot");
    },
  };
}
