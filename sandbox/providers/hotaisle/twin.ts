import type { IncomingHttpHeaders } from "node:http";
import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import { priceTwin } from "../price-twin";
import type { Twin, TwinCall, World } from "../twin";
import { listings, type Machine, machines, SITE } from "./catalog";

const GIBIBYTE = 2 ** 30;

/** Hot Aisle: AMD machines a team may reserve, listed only while some are left. */
export function hotaisleTwin(world: World): Twin {
  return priceTwin(world, {
    id: "hotaisle",
    title: "Hot Aisle",
    mount: "/hotaisle/api",
    listings,
    routes: (market) =>
      (["virtual_machines", "bare_metal"] as const).map((kind) => ({
        method: "GET",
        path: `/teams/:team/${kind}/available/`,
        run: (call) => available(market, call, kind),
      })),
    refusals: jsonRefusals((_status, text) => text),
    keyOf,
  });
}

/** The word before a key here is Token, not Bearer. */
function keyOf(headers: IncomingHttpHeaders): string | undefined {
  return /^Token (\S+)$/.exec(headers.authorization ?? "")?.[1];
}

/** A team's handle is that of its account's key; nothing left is `null`, not an empty list. */
function available(market: Market, call: TwinCall, kind: Machine["kind"]): Answer {
  if (call.params.team !== keyOf(call.headers)) return json(403, "Permission denied");
  const left = machines
    .filter((machine) => machine.kind === kind)
    .map((machine) => machineView(market, call, machine))
    .filter((view) => view.Quantity > 0);
  return json(200, left.length > 0 ? left : null);
}

function machineView(market: Market, call: TwinCall, machine: Machine) {
  const { account } = call.caller;
  const cpu = { count: 1, manufacturer: "Intel", model: machine.cpuModel };
  const cpus = { ...cpu, cores: machine.cpuCores, frequency: 2_000_000_000 };
  const gpus = [{ count: machine.gpus, manufacturer: "AMD", model: "MI300X" }];
  return {
    Quantity: market.stock(machine.id, SITE, account),
    MinimumReservationMinutes: machine.minimumMinutes,
    OnDemandPrice: Math.round(microsToNumber(market.price(machine.id, account)) * 100),
    Specs: {
      cpu_cores: machine.cpuCores,
      ram_capacity: machine.ramGib * GIBIBYTE,
      disk_capacity: machine.diskGib * GIBIBYTE,
      cpus: machine.kind === "bare_metal" ? [cpus] : cpus,
      ...(machine.gpus > 0 ? { gpus } : {}),
    },
  };
}
