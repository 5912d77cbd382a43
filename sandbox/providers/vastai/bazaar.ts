import { z } from "zod";
import { type IdMint, idMint } from "../../ids";
import { charge } from "../../ledger";
import { type Machine, type MachineBook, machineBook } from "../../machines";
import { type Market, openMarket } from "../../market";
import { divideHalfEven, usdToMicros } from "../../money";
import { type ScopedSettings, scopedSettings } from "../../scope";
import type { Collection } from "../../store";
import type { World } from "../twin";
import { type Ask, bidId, listingId, listings, placeOf } from "./catalog";
import {
  type InstanceConfig,
  instanceSchema,
  sshKeySchema,
  type Volume,
  volumeSchema,
} from "./instance-wire";

export const SECOND_MS = 1_000;
/** The disk that the catalogue's prices hold. */
const USUAL_DISK_GB = 8;
const HOURS_PER_MONTH = 730n;
/** Servers that hand SSH on to instances; Jupyter images are reached at the port after the one told. */
const GATES = 9;
const FIRST_GATE_PORT = 10_000;
const PORTS_OF_GATE = 10_000;
/** What an account has, whatever it spends, that nobody set a balance for. */
const FULL_PURSE = usdToMicros(100);

export type Instance = Machine<InstanceConfig>;

/** Everything the Vast.ai twin owns. */
export interface Bazaar {
  world: World;
  market: Market;
  settings: ScopedSettings;
  instances: MachineBook<InstanceConfig>;
  sshKeys: Collection<z.infer<typeof sshKeySchema>[]>;
  /** By id. */
  volumes: Collection<Volume>;
  /** How often each log file was asked for. */
  logs: Collection<number>;
  nextId(account: string): number;
  /** A place at a gate for SSH that no other instance has. */
  nextGate(): InstanceConfig["gate"];
  nowMs(): number;
  isFree(ask: Ask, account: string): boolean;
  leastBid(ask: Ask, account: string): bigint | null;
  /** GPUs alone, in micro-dollars per hour. */
  basePrice(ask: Ask, account: string): bigint;
  balance(account: string): bigint;
}

const released = new Set(["stopped", "outbid", "displaced", "waiting", "scheduling"]);

export function openBazaar(world: World): Bazaar {
  const { store, clock } = world;
  const nowMs = () => clock.nowMs();
  const market = openMarket(store, "vastai", listings);
  const settings = scopedSettings(store, "vastai");
  const instances = machineBook(store, "vastai", nowMs, (value) => instanceSchema.parse(value));
  const mint = idMint(store, "vastai", world.seed);
  const gates = store.collection("vastai.gates", (value) => z.number().parse(value));
  return {
    world,
    market,
    settings,
    instances,
    sshKeys: store.collection("vastai.ssh-keys", (value) => z.array(sshKeySchema).parse(value)),
    volumes: store.collection("vastai.volumes", (value) => volumeSchema.parse(value)),
    logs: store.collection("vastai.logs", (value) => z.number().parse(value)),
    nextId: (account) => numberFrom(mint, account),
    nextGate() {
      const count = gates.get("given") ?? 0;
      gates.put("given", count + 1);
      const port = FIRST_GATE_PORT + 2 * (Math.floor(count / GATES) % PORTS_OF_GATE);
      return { server: 1 + (count % GATES), port };
    },
    nowMs,
    isFree(ask, account) {
      const held = instances
        .all(account)
        .some((one) => !one.gone && one.wire.askId === ask.id && !released.has(one.state));
      return !held && market.stock(listingId(ask), placeOf(ask), account) > 0;
    },
    leastBid: (ask, account) => (ask.minBid === null ? null : market.price(bidId(ask), account)),
    basePrice: (ask, account) =>
      market.price(listingId(ask), account) - diskPerHour(ask, USUAL_DISK_GB),
    balance(account) {
      const { balanceUsd = account === "poor" ? 0 : null } = settings.of(account);
      if (balanceUsd === null) return FULL_PURSE;
      const spent = instances
        .all(account)
        .reduce((sum, one) => sum + charge(one.segments, SECOND_MS, nowMs()).total, 0n);
      return usdToMicros(balanceUsd) - spent;
    },
  };
}

/** What disk on this host costs per hour, in micro-dollars. */
export function diskPerHour(ask: Ask, gb: number): bigint {
  const hundredths = BigInt(Math.round(gb * 100));
  return divideHalfEven(usdToMicros(ask.storageCost) * hundredths, HOURS_PER_MONTH * 100n);
}

/** Ids are numbers here. */
function numberFrom(mint: IdMint, account: string): number {
  return 10_000_000 + Number.parseInt(mint.next(account, "hex").slice(0, 11), 16);
}
