import { idMint } from "../../ids";
import { charge } from "../../ledger";
import { type Machine, type MachineBook, machineBook } from "../../machines";
import { type Market, openMarket } from "../../market";
import { usdToMicros } from "../../money";
import { type ScopedSettings, scopedSettings } from "../../scope";
import type { Collection } from "../../store";
import { stockLeftOf } from "../stock-left";
import type { World } from "../twin";
import { asUuid } from "../uuid";
import { listings } from "./catalog";
import { type InstanceConfig, instanceSchema, type SshKey, sshKeySchema } from "./instance-wire";

export const MINUTE_MS = 60_000;

export type Instance = Machine<InstanceConfig>;

/** Everything the Shadeform twin owns. */
export interface Hall {
  world: World;
  market: Market;
  settings: ScopedSettings;
  instances: MachineBook<InstanceConfig>;
  /** SSH keys by `<account>/<key id>`. */
  sshKeys: Collection<SshKey>;
  keysOf(account: string): SshKey[];
  newId(account: string): string;
  /** An address: one that an ended machine of the account had, if there is one. */
  addressFor(account: string): string;
  nowMs(): number;
  stockLeft(listing: string, region: string, account: string): number;
  /** What is left in the wallet, in micro-dollars; null where it never runs dry. */
  wallet(account: string): bigint | null;
}

export function openHall(world: World): Hall {
  const { store, clock } = world;
  const nowMs = () => clock.nowMs();
  const market = openMarket(store, "shadeform", listings);
  const settings = scopedSettings(store, "shadeform");
  const instances = machineBook(store, "shadeform", nowMs, (value) => instanceSchema.parse(value));
  const sshKeys = store.collection("shadeform.ssh-keys", (value) => sshKeySchema.parse(value));
  const mint = idMint(store, "shadeform", world.seed);
  return {
    world,
    market,
    settings,
    instances,
    sshKeys,
    keysOf: (account) =>
      sshKeys
        .entries()
        .filter(([key]) => key.startsWith(`${account}/`))
        .map(([, value]) => value),
    newId: (account) => asUuid(mint.next(account, "hex")),
    addressFor(account) {
      const all = instances.all(account);
      const taken = new Set(all.filter(({ gone }) => !gone).map(({ wire }) => wire.ip));
      const free = all.find(({ wire }) => !taken.has(wire.ip));
      return free?.wire.ip ?? world.addresses.next();
    },
    nowMs,
    stockLeft: stockLeftOf(market, instances),
    wallet(account) {
      const { balanceUsd = account === "poor" ? 0 : null } = settings.of(account);
      if (balanceUsd === null) return null;
      const spent = instances
        .all(account)
        .reduce((sum, one) => sum + charge(one.segments, MINUTE_MS, nowMs()).total, 0n);
      return usdToMicros(balanceUsd) - spent;
    },
  };
}
