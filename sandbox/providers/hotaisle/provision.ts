import { z } from "zod";
import { seeded } from "../../ids";
import type { Rate } from "../../ledger";
import type { Step } from "../../machines";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { findFitting, type Machine, SITE } from "./catalog";
import type { Hall } from "./hall";
import { toVm } from "./vm-view";

const BOOT_MS = 30_000;
const REBUILD_MS = 10 * 60_000;

const whole = z.number().int().nonnegative();
const provisionSchema = z.looseObject({
  cpu_cores: whole,
  ram_capacity: whole,
  disk_capacity: whole,
  user_data_url: z.url().optional(),
});

/** POST /virtual_machines/: takes one that is free and names it; billed from now on. */
export function provision(hall: Hall, call: TwinCall): Answer {
  const parsed = provisionSchema.safeParse(call.body);
  if (!parsed.success) return json(422, "Unprocessable Entity: Invalid specifications");
  const { user_data_url: userData, ...specs } = parsed.data;
  const { account } = call.caller;
  const alive = hall.vms.all(account).filter((one) => !one.gone).length;
  if (alive >= hall.most(account)) {
    return json(401, "Maximum VMs already provisioned for this team");
  }
  const machine = findFitting(specs);
  if (!machine || hall.stockLeft(machine.id, account) < 1) {
    return json(404, "No available virtual machine matching requested specifications");
  }
  if (hall.balance(account) < hall.market.price(machine.id, account)) {
    return json(402, "Insufficient balance to provision virtual machine");
  }
  return assign(hall, call, machine, userData !== undefined);
}

function assign(hall: Hall, call: TwinCall, machine: Machine, isRebuilt: boolean): Answer {
  const { account } = call.caller;
  const id = `enc1-gpuvm-${hall.mint.next(account, "hex").slice(0, 8)}`;
  const draw = (words: string, below: number) => seeded(hall.world.seed, `${id} ${words}`, below);
  const price = hall.market.price(machine.id, account);
  const rate = { compute: price, storage: 0n };
  const vm = hall.vms.create(
    {
      id,
      account,
      name: id,
      offer: machine.id,
      region: SITE,
      units: 1,
      listLagMs: call.twist?.kind === "list-lag" ? call.twist.ms : (call.settings.listLagMs ?? 0),
      authorizedKeys: hall.keysOf(account).map((key) => `${key.type} ${key.public_key}`),
      wire: {
        ip: hall.world.addresses.next(),
        port: 2_200 + draw("port", 700),
        host: `enc1-gpu-${1 + draw("host", 20)}`,
        description: null,
        hourlyMicros: price.toString(),
      },
    },
    "no state",
    rate,
    bootPlan(hall, call, rate, isRebuilt ? REBUILD_MS : BOOT_MS),
  );
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  return json(200, toVm(haunted ? hall.vms.rewrite(vm, { zombie: true }) : vm));
}

/** From no state to running, or where a fault lets it end. */
export function bootPlan(hall: Hall, call: TwinCall, rate: Rate, usualMs: number): Step[] {
  if (call.twist?.kind === "boot-stuck") return [];
  const afterMs = call.settings.bootMs ?? usualMs / hall.world.pace;
  return [{ afterMs, state: call.twist?.kind === "boot-fails" ? "crashed" : "running", rate }];
}
