import { z } from "zod";
import { type IdMint, idMint } from "../../ids";
import { charge, FREE } from "../../ledger";
import { type Machine, type MachineBook, machineBook } from "../../machines";
import { type Market, openMarket } from "../../market";
import { usdToMicros } from "../../money";
import { type ScopedSettings, scopedSettings } from "../../scope";
import { stockLeftOf } from "../stock-left";
import type { World } from "../twin";
import { listings } from "./catalog";

export const SECOND_MS = 1_000;
const ENDLESS_USD = 1_000;
const MOST_RENTED = 50;

const wireSchema = z.object({
  address: z.string(),
  vmid: z.number(),
  nodeId: z.string(),
  /** Inner and outer ports where the address is shared with others; none where it is its own. */
  mappings: z.array(z.tuple([z.number(), z.number()])),
  /** Until then it is not there for reads, or seems to have ended. */
  settledAtMs: z.number(),
  seems: z.enum(["missing", "Inactive"]),
  sshKeyAuth: z.boolean(),
});

export type InstanceWire = z.infer<typeof wireSchema>;
export type Instance = Machine<InstanceWire>;

/** Everything the CloudRift twin owns. */
export interface Hall {
  world: World;
  market: Market;
  settings: ScopedSettings;
  instances: MachineBook<InstanceWire>;
  mint: IdMint;
  nowMs(): number;
  stockLeft(variant: string, datacenter: string, account: string): number;
  most(account: string): number;
  /** What is left on the account, in micro-dollars. */
  balance(account: string): bigint;
  /** The account's machines; once its money is used up, those that ran have ended. */
  ofAccount(account: string): Instance[];
}

export function openHall(world: World): Hall {
  const { store, clock } = world;
  const nowMs = () => clock.nowMs();
  const market = openMarket(store, "cloudrift", listings);
  const settings = scopedSettings(store, "cloudrift");
  const instances = machineBook(store, "cloudrift", nowMs, (value) => wireSchema.parse(value));
  const balance = (account: string) => {
    const { balanceUsd = account === "poor" ? 0 : null } = settings.of(account);
    if (balanceUsd === null) return usdToMicros(ENDLESS_USD);
    const spent = instances
      .all(account)
      .reduce((sum, one) => sum + charge(one.segments, SECOND_MS, nowMs()).total, 0n);
    return usdToMicros(balanceUsd) - spent;
  };
  return {
    world,
    market,
    settings,
    instances,
    mint: idMint(store, "cloudrift", world.seed),
    nowMs,
    stockLeft: stockLeftOf(market, instances, ({ state }) => state !== "Failed"),
    most: (account) => settings.of(account).quota ?? (account === "full" ? 0 : MOST_RENTED),
    balance,
    ofAccount(account) {
      const alive = instances.all(account).filter((one) => !one.gone);
      if (alive.length === 0 || balance(account) > 0n) return instances.all(account);
      for (const one of alive) instances.move(one, "Inactive", FREE, [], true);
      return instances.all(account);
    },
  };
}
