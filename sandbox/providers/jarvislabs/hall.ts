import { idMint } from "../../ids";
import { charge, type Rate } from "../../ledger";
import { type Machine, type MachineBook, machineBook } from "../../machines";
import { type Market, openMarket } from "../../market";
import { divideHalfEven, microsToNumber, usdToMicros } from "../../money";
import { type ScopedSettings, scopedSettings } from "../../scope";
import type { Collection } from "../../store";
import { stockLeftOf } from "../stock-left";
import type { World } from "../twin";
import { listings, rupeesPerDollar } from "./catalog";
import { type Config, configSchema, type SshKey, sshKeySchema } from "./machine-wire";

export const MINUTE_MS = 60_000;
const HOURS_PER_MONTH = 730n;
const DISK_MICROS_PER_GB_MONTH = 100_000n;
const ENDLESS_USD = 1_000;
const MOST_MACHINES = 50;
const WITHOUT_GPU = new Set(["Pausing", "Paused", "Destroying"]);

export type Box = Machine<Config>;

/** Everything the JarvisLabs twin owns. */
export interface Hall {
  world: World;
  market: Market;
  settings: ScopedSettings;
  boxes: MachineBook<Config>;
  /** SSH keys by `<account>/<key id>`. */
  sshKeys: Collection<SshKey>;
  keysOf(account: string): SshKey[];
  newId(account: string): string;
  nowMs(): number;
  stockLeft(listing: string, region: string, account: string): number;
  /** How many machines an account may have. */
  most(account: string): number;
  /** What is left on the account, in micro-dollars; null where it never runs dry. */
  balance(account: string): bigint | null;
}

export function openHall(world: World): Hall {
  const { store, clock } = world;
  const nowMs = () => clock.nowMs();
  const market = openMarket(store, "jarvislabs", listings);
  const settings = scopedSettings(store, "jarvislabs");
  const boxes = machineBook(store, "jarvislabs", nowMs, (value) => configSchema.parse(value));
  const sshKeys = store.collection("jarvislabs.ssh-keys", (value) => sshKeySchema.parse(value));
  const mint = idMint(store, "jarvislabs", world.seed);
  return {
    world,
    market,
    settings,
    boxes,
    sshKeys,
    keysOf: (account) =>
      sshKeys
        .entries()
        .filter(([name]) => name.startsWith(`${account}/`))
        .map(([, key]) => key),
    newId(account) {
      for (;;) {
        const id = String(Number.parseInt(mint.next(account, "hex").slice(0, 7), 16) + 1);
        if (!boxes.find(id)) return id;
      }
    },
    nowMs,
    stockLeft: stockLeftOf(market, boxes, ({ state }) => !WITHOUT_GPU.has(state)),
    most: (account) => settings.of(account).quota ?? (account === "full" ? 0 : MOST_MACHINES),
    balance(account) {
      const { balanceUsd = account === "poor" ? 0 : null } = settings.of(account);
      if (balanceUsd === null) return null;
      const spent = boxes
        .all(account)
        .reduce((sum, one) => sum + charge(one.segments, MINUTE_MS, nowMs()).total, 0n);
      return usdToMicros(balanceUsd) - spent;
    },
  };
}

/** What the account's page shows where it never runs dry. */
export const endlessMicros = usdToMicros(ENDLESS_USD);

/** Whether an account pays in India, and so sees every amount in rupees. */
export const paysInRupees = (account: string) => /^(t-)?india/.test(account);

/** Whether an account is answered with nothing of use to calls that are done all the same. */
export const isMute = (account: string) => /^(t-)?mute/.test(account);

/** An amount in dollars as the account sees it. */
export function inCurrency(usd: number, account: string): number {
  return paysInRupees(account) ? Math.round(usd * rupeesPerDollar * 100) / 100 : usd;
}

export const microsInCurrency = (micros: bigint, account: string) =>
  inCurrency(microsToNumber(micros), account);

/** What a machine costs an hour: its GPUs, and the disk beside them. */
export const fullRate = ({ wire }: Pick<Box, "wire">): Rate => ({
  compute: BigInt(wire.hourlyMicros),
  storage: diskHour(wire.diskGb),
});

/** While it is paused its disk goes on. */
export const pausedRate = ({ wire }: Pick<Box, "wire">): Rate => ({
  compute: 0n,
  storage: diskHour(wire.diskGb),
});

function diskHour(gb: number): bigint {
  return divideHalfEven(BigInt(gb) * DISK_MICROS_PER_GB_MONTH, HOURS_PER_MONTH);
}
