import { FREE, type Rate } from "../../ledger";
import type { Step } from "../../machines";
import type { TwinCall } from "../twin";
import type { Bazaar, Instance } from "./bazaar";
import { findAsk } from "./catalog";
import type { InstanceConfig } from "./instance-wire";

const BOOT_MS = 15_000;
const STOP_MS = 3_000;
const REBOOT_MS = 5_000;
const DAY_MS = 86_400_000;
/** A contract's length, and how long its disk is kept afterwards. */
const CONTRACT_MS = 90 * DAY_MS;
const KEPT_MS = 2 * DAY_MS;

/** GPUs and disk while the container runs. */
export function runningRate(wire: InstanceConfig): Rate {
  return { compute: BigInt(wire.baseMicros), storage: BigInt(wire.diskMicros) };
}

/** The disk alone. */
export function stoppedRate(wire: InstanceConfig): Rate {
  return { compute: 0n, storage: BigInt(wire.diskMicros) };
}

/** From not reported over loading, both free of charge, to running, or where a fault ends it. */
export function bootPlan(bazaar: Bazaar, wire: InstanceConfig, call?: TwinCall): Step[] {
  const bootMs = call?.settings.bootMs ?? BOOT_MS / bazaar.world.pace;
  const loading = { afterMs: bootMs / 3, state: "loading", rate: FREE };
  switch (call?.twist?.kind) {
    case "boot-stuck":
      return [loading];
    case "boot-fails":
      return [loading, { afterMs: bootMs, state: "broken", rate: FREE }];
    default:
      return [loading, { afterMs: bootMs, state: "running", rate: runningRate(wire) }];
  }
}

export function boot(bazaar: Bazaar, instance: Instance, call?: TwinCall): Instance {
  const plan = bootPlan(bazaar, instance.wire, call);
  return bazaar.instances.move(instance, "new", FREE, plan);
}

/** The GPUs are billed until the container has stopped. */
export function stop(bazaar: Bazaar, instance: Instance): Instance {
  const { wire, state } = instance;
  const rest = stoppedRate(wire);
  if (state !== "running") return bazaar.instances.move(instance, "stopped", rest);
  const plan = [{ afterMs: STOP_MS / bazaar.world.pace, state: "stopped", rate: rest }];
  return bazaar.instances.move(instance, "stopping", runningRate(wire), plan);
}

/** Stops and starts the container; the GPUs stay its own. */
export function reboot(bazaar: Bazaar, instance: Instance, call: TwinCall): Instance {
  const rate = runningRate(instance.wire);
  const afterMs = call.settings.bootMs ?? REBOOT_MS / bazaar.world.pace;
  const plan = [{ afterMs, state: "running", rate }];
  return bazaar.instances.move(instance, "rebooting", rate, plan);
}

/**
 * What becomes of an account's instances by itself: without credit they stop, bids lose and win,
 * those that wait for a GPU get it, and contracts end.
 */
export function settle(bazaar: Bazaar, account: string): void {
  const isBroke = bazaar.balance(account) <= 0n;
  for (const instance of bazaar.instances.all(account)) {
    if (!instance.gone) settleOne(bazaar, instance, isBroke);
  }
}

function settleOne(bazaar: Bazaar, instance: Instance, isBroke: boolean): void {
  const { instances } = bazaar;
  const overMs = bazaar.nowMs() - instance.createdAtMs - CONTRACT_MS;
  if (overMs > KEPT_MS) {
    instances.move(instance, "ended", FREE, [], true);
    return;
  }
  const rest = stoppedRate(instance.wire);
  if (["new", "loading", "running", "rebooting"].includes(instance.state)) {
    if (isBroke || overMs > 0) instances.move(instance, "stopped", rest);
    else if (isOverbid(bazaar, instance)) instances.move(instance, "outbid", rest);
  } else if (isDue(bazaar, instance)) boot(bazaar, instance);
}

/** Whether one that waits for its GPU can have it now. */
function isDue(bazaar: Bazaar, instance: Instance): boolean {
  const { state, wire, account } = instance;
  if (wire.stuck || (state !== "outbid" && state !== "scheduling")) return false;
  const ask = findAsk(wire.askId);
  return ask !== undefined && !isOverbid(bazaar, instance) && bazaar.isFree(ask, account);
}

function isOverbid(bazaar: Bazaar, { wire, account }: Instance): boolean {
  const ask = findAsk(wire.askId);
  const least = ask ? bazaar.leastBid(ask, account) : null;
  return wire.bidMicros !== null && least !== null && BigInt(wire.bidMicros) < least;
}
