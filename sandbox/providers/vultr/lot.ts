import { idMint } from "../../ids";
import { charge, type Rate } from "../../ledger";
import { type Machine, type MachineBook, machineBook } from "../../machines";
import { type Market, openMarket } from "../../market";
import { divideHalfEven, usdToMicros } from "../../money";
import { type ScopedSettings, scopedSettings } from "../../scope";
import type { Collection } from "../../store";
import { stockLeftOf } from "../stock-left";
import type { TwinCall, World } from "../twin";
import { asUuid } from "../uuid";
import { listings } from "./catalog";
import {
  type BlockConfig,
  blockSchema,
  type Config,
  configSchema,
  type SshKey,
  sshKeySchema,
} from "./machine-wire";

export const HOUR_MS = 3_600_000;
const HOURS_PER_MONTH = 730n;
const BLOCK_MICROS_PER_GB_MONTH = 100_000n;

export type Server = Machine<Config>;
export type Block = Machine<BlockConfig>;

/** Everything the Vultr twin owns. */
export interface Lot {
  world: World;
  market: Market;
  settings: ScopedSettings;
  servers: MachineBook<Config>;
  blocks: MachineBook<BlockConfig>;
  /** SSH keys by `<account>/<key id>`. */
  sshKeys: Collection<SshKey>;
  keysOf(account: string): SshKey[];
  newId(account: string): string;
  nowMs(): number;
  stockLeft(plan: string, region: string, account: string): number;
  /** What all machines and disks of the account have cost, in micro-dollars. */
  spent(account: string): bigint;
}

export function openLot(world: World): Lot {
  const { store, clock } = world;
  const nowMs = () => clock.nowMs();
  const market = openMarket(store, "vultr", listings);
  const servers = machineBook(store, "vultr", nowMs, (value) => configSchema.parse(value));
  const blocks = machineBook(store, "vultr.blocks", nowMs, (value) => blockSchema.parse(value));
  const sshKeys = store.collection("vultr.ssh-keys", (value) => sshKeySchema.parse(value));
  const mint = idMint(store, "vultr", world.seed);
  return {
    world,
    market,
    settings: scopedSettings(store, "vultr"),
    servers,
    blocks,
    sshKeys,
    keysOf: (account) =>
      sshKeys
        .entries()
        .filter(([key]) => key.startsWith(`${account}/`))
        .map(([, value]) => value),
    newId: (account) => asUuid(mint.next(account, "hex")),
    nowMs,
    stockLeft: stockLeftOf(market, servers),
    spent: (account) =>
      [...servers.all(account), ...blocks.all(account)].reduce(
        (sum, one) => sum + charge(one.segments, HOUR_MS, nowMs()).total,
        0n,
      ),
  };
}

/** What the account still has; null where it never runs dry. */
export function creditLeft(lot: Lot, account: string): bigint | null {
  const { balanceUsd = account === "poor" ? 0 : null } = lot.settings.of(account);
  return balanceUsd === null ? null : usdToMicros(balanceUsd) - lot.spent(account);
}

/** Stopped or not, a machine costs its whole price. */
export const rateOf = (server: Server): Rate => ({
  compute: BigInt(server.wire.hourlyMicros),
  storage: 0n,
});

export const blockMonthMicros = (gb: number) => BigInt(gb) * BLOCK_MICROS_PER_GB_MONTH;

export const blockRate = (gb: number): Rate => ({
  compute: 0n,
  storage: divideHalfEven(blockMonthMicros(gb), HOURS_PER_MONTH),
});

/** A time as this wire writes it, by the provider's own clock, which may be off. */
export function wireTime(atMs: number, call: TwinCall): string {
  const skewMs = call.twist?.kind === "clock-skew" ? call.twist.ms : call.settings.clockSkewMs;
  return new Date(atMs + (skewMs ?? 0)).toISOString().replace(/\.\d+Z$/, "+00:00");
}
