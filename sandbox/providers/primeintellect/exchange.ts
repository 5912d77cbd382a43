import { idMint } from "../../ids";
import { charge } from "../../ledger";
import { type MachineBook, machineBook } from "../../machines";
import { type Market, openMarket } from "../../market";
import { usdToMicros } from "../../money";
import { type ScopedSettings, scopedSettings } from "../../scope";
import type { Collection } from "../../store";
import { stockLeftOf } from "../stock-left";
import type { World } from "../twin";
import { asUuid } from "../uuid";
import { listings } from "./catalog";
import {
  type DiskConfig,
  diskSchema,
  type PodConfig,
  podSchema,
  type SshKey,
  sshKeySchema,
} from "./pod-wire";

export const MINUTE_MS = 60_000;
const ENDLESS_USD = 10_000;
const MOST_PODS = 20;

/** Everything the Prime Intellect twin owns. */
export interface Exchange {
  world: World;
  market: Market;
  settings: ScopedSettings;
  pods: MachineBook<PodConfig>;
  /** Disks that outlive pods; their units are gigabytes. */
  disks: MachineBook<DiskConfig>;
  sshKeys: Collection<SshKey>;
  /** SSH keys of an account, in the order they were added. */
  keysOf(account: string): SshKey[];
  newPodId(account: string): string;
  /** For SSH keys and disks. */
  newUuid(account: string): string;
  nowMs(): number;
  stockLeft(listing: string, country: string, account: string): number;
  /** How many pods an account may have. */
  most(account: string): number;
  /** What is left in the wallet, in micro-dollars. */
  balance(account: string): bigint;
}

export function openExchange(world: World): Exchange {
  const { store, clock, seed } = world;
  const nowMs = () => clock.nowMs();
  const market = openMarket(store, "primeintellect", listings);
  const settings = scopedSettings(store, "primeintellect");
  const pods = machineBook(store, "primeintellect", nowMs, (value) => podSchema.parse(value));
  const disks = machineBook(store, "primeintellect.disks", nowMs, (value) =>
    diskSchema.parse(value),
  );
  const sshKeys = store.collection("primeintellect.ssh-keys", (value) => sshKeySchema.parse(value));
  const mint = idMint(store, "primeintellect", seed);
  return {
    world,
    market,
    settings,
    pods,
    disks,
    sshKeys,
    keysOf: (account) => sshKeys.values().filter((key) => key.account === account),
    newPodId: (account) => mint.next(account, "hex"),
    newUuid: (account) => asUuid(mint.next(account, "hex")),
    nowMs,
    stockLeft: stockLeftOf(market, pods),
    most: (account) => settings.of(account).quota ?? (account === "full" ? 0 : MOST_PODS),
    balance(account) {
      const { balanceUsd } = settings.of(account);
      if (balanceUsd == null) return usdToMicros(account === "poor" ? 0 : ENDLESS_USD);
      const spent = [...pods.all(account), ...disks.all(account)].reduce(
        (sum, { segments }) => sum + charge(segments, MINUTE_MS, nowMs()).total,
        0n,
      );
      return usdToMicros(balanceUsd) - spent;
    },
  };
}
