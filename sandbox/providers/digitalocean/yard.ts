import { z } from "zod";
import { idMint } from "../../ids";
import { charge, type Rate } from "../../ledger";
import { type Machine, type MachineBook, machineBook } from "../../machines";
import { type Market, openMarket } from "../../market";
import { divideHalfEven } from "../../money";
import { type ScopedSettings, scopedSettings } from "../../scope";
import type { Collection } from "../../store";
import { stockLeftOf } from "../stock-left";
import type { TwinCall, World } from "../twin";
import { listings } from "./catalog";
import {
  type Action,
  actionSchema,
  type Config,
  configSchema,
  type SshKey,
  sshKeySchema,
  type VolumeConfig,
  volumeSchema,
} from "./droplet-wire";

export const SECOND_MS = 1_000;
export const HOUR_MS = 3_600_000;
const HOURS_PER_MONTH = 730n;
const VOLUME_MICROS_PER_GB_MONTH = 100_000n;
const FIRST_ACTION_ID = 36_800_000;

export type Droplet = Machine<Config>;
export type Volume = Machine<VolumeConfig>;

/** Everything the DigitalOcean twin owns. */
export interface Yard {
  world: World;
  market: Market;
  settings: ScopedSettings;
  droplets: MachineBook<Config>;
  volumes: MachineBook<VolumeConfig>;
  actions: Collection<Action>;
  /** SSH keys by `<account>/<key id>`. */
  sshKeys: Collection<SshKey>;
  keysOf(account: string): SshKey[];
  /** Whole numbers: Droplets, keys and actions are counted here; actions always upwards. */
  newId(account: string): number;
  newUuidText(account: string): string;
  newActionId(): number;
  nowMs(): number;
  stockLeft(size: string, region: string, account: string): number;
  /** What all machines and disks of the account have cost, in micro-dollars. */
  spent(account: string): bigint;
}

export function openYard(world: World): Yard {
  const { store, clock } = world;
  const nowMs = () => clock.nowMs();
  const market = openMarket(store, "digitalocean", listings);
  const droplets = machineBook(store, "digitalocean", nowMs, (value) => configSchema.parse(value));
  const volumes = machineBook(store, "digitalocean.volumes", nowMs, (value) =>
    volumeSchema.parse(value),
  );
  const sshKeys = store.collection("digitalocean.ssh-keys", (value) => sshKeySchema.parse(value));
  const serial = store.collection("digitalocean.serial", (value) => z.number().parse(value));
  const mint = idMint(store, "digitalocean", world.seed);
  const total = (unitMs: number, all: (Droplet | Volume)[]) =>
    all.reduce((sum, one) => sum + charge(one.segments, unitMs, nowMs()).total, 0n);
  return {
    world,
    market,
    settings: scopedSettings(store, "digitalocean"),
    droplets,
    volumes,
    actions: store.collection("digitalocean.actions", (value) => actionSchema.parse(value)),
    sshKeys,
    keysOf: (account) =>
      sshKeys
        .entries()
        .filter(([key]) => key.startsWith(`${account}/`))
        .map(([, value]) => value),
    newId: (account) => 1 + Number.parseInt(mint.next(account, "hex").slice(0, 8), 16),
    newUuidText: (account) => mint.next(account, "hex"),
    newActionId() {
      const next = (serial.get("action") ?? FIRST_ACTION_ID) + 1;
      serial.put("action", next);
      return next;
    },
    nowMs,
    stockLeft: stockLeftOf(market, droplets),
    spent: (account) =>
      total(SECOND_MS, droplets.all(account)) + total(HOUR_MS, volumes.all(account)),
  };
}

/** Switched off or not, a Droplet costs its whole price. */
export const rateOf = ({ wire }: Droplet): Rate => ({
  compute: BigInt(wire.hourlyMicros),
  storage: 0n,
});

export const volumeRate = (gb: number): Rate => ({
  compute: 0n,
  storage: divideHalfEven(BigInt(gb) * VOLUME_MICROS_PER_GB_MONTH, HOURS_PER_MONTH),
});

/** A time as this wire writes it, by the provider's own clock, which may be off. */
export function wireTime(atMs: number, call: TwinCall): string {
  const skewMs = call.twist?.kind === "clock-skew" ? call.twist.ms : call.settings.clockSkewMs;
  return new Date(atMs + (skewMs ?? 0)).toISOString().replace(/\.\d+Z$/, "Z");
}
