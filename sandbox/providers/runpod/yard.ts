import { type IdMint, idMint } from "../../ids";
import { charge } from "../../ledger";
import { type MachineBook, machineBook } from "../../machines";
import { type Market, openMarket } from "../../market";
import { usdToMicros } from "../../money";
import { type ScopedSettings, scopedSettings } from "../../scope";
import type { Collection } from "../../store";
import { stockLeftOf } from "../stock-left";
import type { World } from "../twin";
import { listings } from "./catalog";
import { type PodConfig, podSchema, sshKeysSchema } from "./pod-wire";
import { type VolumeConfig, volumeSchema } from "./volume-wire";

export const SECOND_MS = 1_000;

/** Everything the RunPod twin owns. */
export interface Yard {
  world: World;
  market: Market;
  settings: ScopedSettings;
  pods: MachineBook<PodConfig>;
  /** Network volumes, kept like machines: their units are gigabytes. */
  volumes: MachineBook<VolumeConfig>;
  mint: IdMint;
  sshKeys: Collection<string[]>;
  nowMs(): number;
  stockLeft(listing: string, dataCenter: string, account: string): number;
  /** What is left on the account, in micro-dollars; null where it never runs dry. */
  balance(account: string): bigint | null;
}

export function openYard(world: World): Yard {
  const { store, clock } = world;
  const nowMs = () => clock.nowMs();
  const market = openMarket(store, "runpod", listings);
  const settings = scopedSettings(store, "runpod");
  const pods = machineBook(store, "runpod", nowMs, (value) => podSchema.parse(value));
  const volumes = machineBook(store, "runpod.volumes", nowMs, (value) => volumeSchema.parse(value));
  return {
    world,
    market,
    settings,
    pods,
    volumes,
    mint: idMint(store, "runpod", world.seed),
    sshKeys: store.collection("runpod.ssh-keys", (value) => sshKeysSchema.shape.keys.parse(value)),
    nowMs,
    stockLeft: stockLeftOf(market, pods, ({ state }) => state !== "EXITED"),
    balance(account) {
      const { balanceUsd = account === "poor" ? 0 : null } = settings.of(account);
      if (balanceUsd === null) return null;
      const spent = [...pods.all(account), ...volumes.all(account)].reduce(
        (sum, one) => sum + charge(one.segments, SECOND_MS, nowMs()).total,
        0n,
      );
      return usdToMicros(balanceUsd) - spent;
    },
  };
}
