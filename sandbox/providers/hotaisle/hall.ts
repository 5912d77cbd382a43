import { z } from "zod";
import { type IdMint, idMint } from "../../ids";
import { charge } from "../../ledger";
import { type MachineBook, machineBook, type Machine as Rented } from "../../machines";
import { type Market, openMarket } from "../../market";
import { usdToMicros } from "../../money";
import { type ScopedSettings, scopedSettings } from "../../scope";
import type { Collection } from "../../store";
import type { World } from "../twin";
import { listings, SITE } from "./catalog";

export const MINUTE_MS = 60_000;
const ENDLESS_USD = 10_000;
const MOST_MACHINES = 10;

const vmSchema = z.object({
  ip: z.string(),
  port: z.number(),
  host: z.string(),
  description: z.string().nullable(),
  hourlyMicros: z.string(),
});

export type VmConfig = z.infer<typeof vmSchema>;
export type Vm = Rented<VmConfig>;

const sshKeySchema = z.object({
  type: z.string(),
  public_key: z.string(),
  fingerprint: z.string(),
  comment: z.string().optional(),
});

/** Everything the Hot Aisle twin owns. */
export interface Hall {
  world: World;
  market: Market;
  settings: ScopedSettings;
  vms: MachineBook<VmConfig>;
  mint: IdMint;
  /** SSH keys by `<account>/<fingerprint>`. */
  sshKeys: Collection<z.infer<typeof sshKeySchema>>;
  keysOf(account: string): z.infer<typeof sshKeySchema>[];
  nowMs(): number;
  stockLeft(listing: string, account: string): number;
  /** How many machines a team may have. */
  most(account: string): number;
  /** What is left of the prepaid money, in micro-dollars. */
  balance(account: string): bigint;
}

export function openHall(world: World): Hall {
  const { store, clock } = world;
  const nowMs = () => clock.nowMs();
  const market = openMarket(store, "hotaisle", listings);
  const settings = scopedSettings(store, "hotaisle");
  const vms = machineBook(store, "hotaisle", nowMs, (value) => vmSchema.parse(value));
  const sshKeys = store.collection("hotaisle.ssh-keys", (value) => sshKeySchema.parse(value));
  return {
    world,
    market,
    settings,
    vms,
    mint: idMint(store, "hotaisle", world.seed),
    sshKeys,
    keysOf: (account) =>
      sshKeys
        .entries()
        .filter(([name]) => name.startsWith(`${account}/`))
        .map(([, key]) => key),
    nowMs,
    stockLeft(listing, account) {
      const held = vms.all(account).filter((one) => !one.gone && one.offer === listing).length;
      return market.stock(listing, SITE, account) - held;
    },
    most: (account) => settings.of(account).quota ?? (account === "full" ? 0 : MOST_MACHINES),
    balance(account) {
      const { balanceUsd } = settings.of(account);
      if (balanceUsd == null) return usdToMicros(account === "poor" ? 0 : ENDLESS_USD);
      const spent = vms
        .all(account)
        .reduce((sum, one) => sum + charge(one.segments, MINUTE_MS, nowMs()).total, 0n);
      return usdToMicros(balanceUsd) - spent;
    },
  };
}
