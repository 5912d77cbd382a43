import { idMint } from "../../ids";
import { charge, type Rate } from "../../ledger";
import { type Machine, type MachineBook, machineBook } from "../../machines";
import { type Market, openMarket } from "../../market";
import { usdToMicros } from "../../money";
import { type ScopedSettings, scopedSettings } from "../../scope";
import { stockLeftOf } from "../stock-left";
import type { World } from "../twin";
import { asUuid } from "../uuid";
import { listings } from "./catalog";
import { type InstanceConfig, instanceSchema } from "./instance-wire";

export const SECOND_MS = 1_000;

/** Stopped, and the card is given to somebody else. */
export const RELEASED = "stopped_disassociated";

export type Instance = Machine<InstanceConfig>;

/** Everything the TensorDock twin owns. */
export interface Yard {
  world: World;
  market: Market;
  settings: ScopedSettings;
  instances: MachineBook<InstanceConfig>;
  newId(account: string): string;
  nowMs(): number;
  stockLeft(listing: string, location: string, account: string): number;
  /** What is left on the account, in micro-dollars; null where it never runs dry. */
  balance(account: string): bigint | null;
}

export function openYard(world: World): Yard {
  const { store, clock } = world;
  const nowMs = () => clock.nowMs();
  const market = openMarket(store, "tensordock", listings);
  const settings = scopedSettings(store, "tensordock");
  const instances = machineBook(store, "tensordock", nowMs, (value) => instanceSchema.parse(value));
  const mint = idMint(store, "tensordock", world.seed);
  return {
    world,
    market,
    settings,
    instances,
    newId: (account) => asUuid(mint.next(account, "hex")),
    nowMs,
    stockLeft: stockLeftOf(market, instances, ({ state }) => state !== RELEASED),
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

/** Stopped or not, a machine that keeps its card costs its whole price. */
export function rateOf({ wire }: Instance): Rate {
  return { compute: BigInt(wire.computeMicros), storage: BigInt(wire.storageMicros) };
}
