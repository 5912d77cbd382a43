import { idMint } from "../../ids";
import { charge } from "../../ledger";
import { type Machine, type MachineBook, machineBook } from "../../machines";
import { type Market, openMarket } from "../../market";
import { divideHalfEven, usdToMicros } from "../../money";
import { type ScopedSettings, scopedSettings } from "../../scope";
import type { Collection } from "../../store";
import { stockLeftOf } from "../stock-left";
import type { World } from "../twin";
import { listings } from "./catalog";
import {
  type InstanceConfig,
  instanceSchema,
  sshKeySchema,
  type VolumeFacts,
  volumeSchema,
} from "./instance-wire";

export const SECOND_MS = 1_000;
const HOURS_PER_MONTH = 730n;
const VOLUME_MICROS_PER_GB_MONTH = 200_000n;
const ENDLESS_USD = 1_000;
const WITHOUT_GPU = new Set(["starting_hibernation", "hibernating", "discontinued", "deleting"]);

export type Instance = Machine<InstanceConfig>;

/** Everything the Verda twin owns. */
export interface Hall {
  world: World;
  market: Market;
  settings: ScopedSettings;
  instances: MachineBook<InstanceConfig>;
  /** Volumes and SSH keys by `<account>/<id>`. */
  volumes: Collection<VolumeFacts>;
  sshKeys: Collection<{ id: string; name: string; key: string; createdAtMs: number }>;
  newId(account: string): string;
  nowMs(): number;
  stockLeft(listing: string, location: string, account: string): number;
  /** What is left on the account, in micro-dollars; null where it never runs dry. */
  balance(account: string): bigint | null;
}

export function openHall(world: World): Hall {
  const { store, clock } = world;
  const nowMs = () => clock.nowMs();
  const market = openMarket(store, "verda", listings);
  const settings = scopedSettings(store, "verda");
  const instances = machineBook(store, "verda", nowMs, (value) => instanceSchema.parse(value));
  const mint = idMint(store, "verda", world.seed);
  return {
    world,
    market,
    settings,
    instances,
    volumes: store.collection("verda.volumes", (value) => volumeSchema.parse(value)),
    sshKeys: store.collection("verda.ssh-keys", (value) => sshKeySchema.parse(value)),
    newId: (account) => asUuid(mint.next(account, "hex")),
    nowMs,
    stockLeft: stockLeftOf(market, instances, ({ state }) => !WITHOUT_GPU.has(state)),
    balance(account) {
      const { balanceUsd = account === "poor" ? 0 : null } = settings.of(account);
      if (balanceUsd === null) return null;
      const spent = instances
        .all(account)
        .reduce((sum, one) => sum + charge(one.segments, SECOND_MS, nowMs()).total, 0n);
      return usdToMicros(balanceUsd) - spent;
    },
  };
}

/** What the account's page shows where it never runs dry. */
export const endlessMicros = usdToMicros(ENDLESS_USD);

/** What a volume costs an hour, attached or not. */
export function volumeHour(gb: number): bigint {
  return divideHalfEven(BigInt(gb) * VOLUME_MICROS_PER_GB_MONTH, HOURS_PER_MONTH);
}

/** What a volume costs a month, in dollars. */
export function volumeMonth(gb: number): number {
  return Number(BigInt(gb) * VOLUME_MICROS_PER_GB_MONTH) / 1_000_000;
}

function asUuid(hex: string): string {
  const cuts: [number, number][] = [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ];
  return cuts.map(([from, to]) => hex.slice(from, to)).join("-");
}
