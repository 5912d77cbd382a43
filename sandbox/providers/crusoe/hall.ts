import { z } from "zod";
import { idMint } from "../../ids";
import { type MachineBook, machineBook, type Machine as Rented } from "../../machines";
import { type Market, openMarket } from "../../market";
import { divideHalfEven } from "../../money";
import { type ScopedSettings, scopedSettings } from "../../scope";
import { stockLeftOf } from "../stock-left";
import type { World } from "../twin";
import { asUuid } from "../uuid";
import { listings } from "./catalog";
import { type Operations, openOperations } from "./operations";

export const MINUTE_MS = 60_000;
const MICROS_PER_GIB_MONTH = 80_000n;
const HOURS_PER_MONTH = 730n;
const MOST_MACHINES = 20;
/** In which a machine has no GPU: it may not get one again. */
const WITHOUT_GPU = new Set(["STATE_STOPPED", "STATE_DELETING"]);

const vmSchema = z.object({
  ip: z.string(),
  image: z.string(),
  diskIds: z.array(z.string()),
  osDiskId: z.string(),
  hourlyMicros: z.string(),
});

const diskSchema = z.object({
  sizeGib: z.number(),
  blockSize: z.number(),
  readyAtMs: z.number(),
  /** The machine it hangs on, for as long as that is there. */
  vmId: z.string().nullable(),
});

export type VmConfig = z.infer<typeof vmSchema>;
export type Vm = Rented<VmConfig>;
export type Disk = Rented<z.infer<typeof diskSchema>>;

const sshKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  publicKey: z.string(),
  createdAtMs: z.number(),
});

/** Everything the Crusoe twin owns. */
export type Hall = ReturnType<typeof openHall>;

export function openHall(world: World) {
  const { store, clock } = world;
  const nowMs = () => clock.nowMs();
  const market: Market = openMarket(store, "crusoe", listings);
  const settings: ScopedSettings = scopedSettings(store, "crusoe");
  const vms: MachineBook<VmConfig> = machineBook(store, "crusoe", nowMs, (value) =>
    vmSchema.parse(value),
  );
  const disks = machineBook(store, "crusoe-disks", nowMs, (value) => diskSchema.parse(value));
  const mint = idMint(store, "crusoe", world.seed);
  const newId = (account: string) => asUuid(mint.next(account, "hex"));
  const operations: Operations = openOperations(store, newId, nowMs);
  return {
    world,
    market,
    settings,
    vms,
    disks,
    operations,
    newId,
    nowMs,
    /** SSH keys by `<account>/<id>`. */
    sshKeys: store.collection("crusoe.ssh-keys", (value) => sshKeySchema.parse(value)),
    stockLeft: stockLeftOf(market, vms, ({ state }) => !WITHOUT_GPU.has(state)),
    /** How many machines a project may have. */
    most: (account: string) =>
      settings.of(account).quota ?? (account === "full" ? 0 : MOST_MACHINES),
    /** The machine that a disk hangs on. */
    holderOf({ wire: { vmId } }: Disk): Vm | undefined {
      const vm = vmId === null ? undefined : vms.find(vmId);
      return vm?.gone ? undefined : vm;
    },
  };
}

/** What a disk costs an hour, attached or not. */
export function diskHour(gib: number): bigint {
  return divideHalfEven(BigInt(gib) * MICROS_PER_GIB_MONTH, HOURS_PER_MONTH);
}
