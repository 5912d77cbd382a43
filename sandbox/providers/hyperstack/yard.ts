import { idMint } from "../../ids";
import type { Rate } from "../../ledger";
import { type Machine, type MachineBook, machineBook } from "../../machines";
import { type Market, openMarket } from "../../market";
import { usdToMicros } from "../../money";
import { type ScopedSettings, scopedSettings } from "../../scope";
import type { Collection } from "../../store";
import { stockLeftOf } from "../stock-left";
import type { TwinCall, World } from "../twin";
import { listings, regions } from "./catalog";
import { chargeInMinutes } from "./minutes";
import {
  type Config,
  configSchema,
  type Environment,
  environmentSchema,
  type Keypair,
  keypairSchema,
} from "./vm-wire";

const ROOT_DISK_GB = 100;
export const DISK_USD_PER_GB_HOUR = 0.000_096_774;
export const ADDRESS_MICROS_PER_HOUR = 6_720n;
const ENDLESS_USD = 1_000;
/** Machines in these states have given their GPUs back. */
const WITHOUT_GPU = new Set(["HIBERNATING", "HIBERNATED", "DELETING", "ERROR"]);

export type Vm = Machine<Config>;

/** Everything the Hyperstack twin owns. */
export interface Yard {
  world: World;
  market: Market;
  settings: ScopedSettings;
  vms: MachineBook<Config>;
  environmentsOf(account: string): Environment[];
  addEnvironment(account: string, facts: Pick<Environment, "name" | "region">): Environment;
  keypairsOf(account: string): Keypair[];
  addKeypair(account: string, facts: Omit<Keypair, "id" | "createdAtMs">): Keypair;
  newId(account: string): number;
  nowMs(): number;
  /** GPUs of a kind that are left in a region. */
  stockLeft(gpu: string, region: string, account: string): number;
  /** What is left on the account, in micro-dollars; null where it never runs dry. */
  credit(account: string): bigint | null;
}

export function openYard(world: World): Yard {
  const { store, clock } = world;
  const nowMs = () => clock.nowMs();
  const market = openMarket(store, "hyperstack", listings);
  const settings = scopedSettings(store, "hyperstack");
  const vms = machineBook(store, "hyperstack", nowMs, (value) => configSchema.parse(value));
  const environments = store.collection("hyperstack.environments", (value) =>
    environmentSchema.parse(value),
  );
  const keypairs = store.collection("hyperstack.keypairs", (value) => keypairSchema.parse(value));
  const mint = idMint(store, "hyperstack", world.seed);
  const newId = (account: string) => 1 + Number.parseInt(mint.next(account, "hex").slice(0, 8), 16);
  const yard: Yard = {
    world,
    market,
    settings,
    vms,
    environmentsOf(account) {
      const known = ofAccount(environments, account);
      if (known.length > 0) return known;
      const [usual = ""] = regions;
      return [yard.addEnvironment(account, { name: `default-${usual}`, region: usual })];
    },
    addEnvironment(account, facts) {
      const made = { ...facts, id: newId(account), createdAtMs: nowMs() };
      environments.put(`${account}/${made.id}`, made);
      return made;
    },
    keypairsOf: (account) => ofAccount(keypairs, account),
    addKeypair(account, facts) {
      const made = { ...facts, id: newId(account), createdAtMs: nowMs() };
      keypairs.put(`${account}/${made.id}`, made);
      return made;
    },
    newId,
    nowMs,
    stockLeft: stockLeftOf(market, vms, ({ state }) => !WITHOUT_GPU.has(state)),
    credit(account) {
      const { balanceUsd = account === "poor" ? 0 : null } = settings.of(account);
      if (balanceUsd === null) return null;
      const spent = vms
        .all(account)
        .reduce((sum, one) => sum + chargeInMinutes(one.segments, nowMs()).total, 0n);
      return usdToMicros(balanceUsd) - spent;
    },
  };
  return yard;
}

function ofAccount<T>(rows: Collection<T>, account: string): T[] {
  return rows
    .entries()
    .filter(([key]) => key.startsWith(`${account}/`))
    .map(([, value]) => value);
}

/** What the account's page shows where it never runs dry. */
export const endlessMicros = usdToMicros(ENDLESS_USD);

/** Running or stopped, all of it is billed, its public address beside it. */
export function fullRate({ hourlyMicros, ip }: Pick<Config, "hourlyMicros" | "ip">): Rate {
  return { compute: BigInt(hourlyMicros), storage: addressRate(ip) };
}

/** Asleep, what its root disk fills on shared storage is billed, and the address if it is kept. */
export function sleepRate({ ip }: Pick<Config, "ip">): Rate {
  const disk = usdToMicros(ROOT_DISK_GB * DISK_USD_PER_GB_HOUR);
  return { compute: 0n, storage: disk + addressRate(ip) };
}

const addressRate = (ip: string | null) => (ip === null ? 0n : ADDRESS_MICROS_PER_HOUR);

/** A time as this wire writes it, by the provider's own clock, which may be off. */
export function wireTime(atMs: number, call: TwinCall): string {
  const skewMs = call.twist?.kind === "clock-skew" ? call.twist.ms : call.settings.clockSkewMs;
  return new Date(atMs + (skewMs ?? 0)).toISOString().replace(/\.\d+Z$/, "");
}
