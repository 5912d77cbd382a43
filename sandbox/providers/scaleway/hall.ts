import { eurosInDollars } from "../../ecb/rates";
import { idMint } from "../../ids";
import type { Rate } from "../../ledger";
import { type Machine, type MachineBook, machineBook } from "../../machines";
import { type Market, openMarket } from "../../market";
import { type ScopedSettings, scopedSettings } from "../../scope";
import type { Collection } from "../../store";
import { stockLeftOf } from "../stock-left";
import type { World } from "../twin";
import { asUuid } from "../uuid";
import { listings } from "./catalog";
import {
  type Config,
  configSchema,
  type SshKey,
  sshKeySchema,
  type VolumeConfig,
  volumeSchema,
} from "./server-wire";

export const MINUTE_MS = 60_000;
/** Block storage in millionths of a euro for a thousand gigabytes an hour. */
const EUROS_PER_1000_GB_HOUR = 118_000n;

export type Server = Machine<Config>;
export type Volume = Machine<VolumeConfig>;

/** Everything the Scaleway twin owns. Servers are kept by `<zone>:<id>`, as ids hold in a zone alone. */
export interface Hall {
  world: World;
  market: Market;
  settings: ScopedSettings;
  servers: MachineBook<Config>;
  volumes: MachineBook<VolumeConfig>;
  /** SSH keys of a project by `<account>/<key id>`. */
  sshKeys: Collection<SshKey>;
  keysOf(account: string): SshKey[];
  newId(account: string): string;
  nowMs(): number;
  stockLeft(type: string, zone: string, account: string): number;
}

export function openHall(world: World): Hall {
  const { store, clock } = world;
  const nowMs = () => clock.nowMs();
  const market = openMarket(store, "scaleway", listings);
  const servers = machineBook(store, "scaleway", nowMs, (value) => configSchema.parse(value));
  const volumes = machineBook(store, "scaleway.volumes", nowMs, (value) =>
    volumeSchema.parse(value),
  );
  const sshKeys = store.collection("scaleway.ssh-keys", (value) => sshKeySchema.parse(value));
  const mint = idMint(store, "scaleway", world.seed);
  return {
    world,
    market,
    settings: scopedSettings(store, "scaleway"),
    servers,
    volumes,
    sshKeys,
    keysOf: (account) =>
      sshKeys
        .entries()
        .filter(([key]) => key.startsWith(`${account}/`))
        .map(([, value]) => value),
    newId: (account) => asUuid(mint.next(account, "hex")),
    nowMs,
    stockLeft: stockLeftOf(market, servers, ({ state }) => state !== "stopped"),
  };
}

/** What an hour of a type costs in dollars; it is sold in euros. */
export function hourlyMicros(hall: Hall, type: string, account: string): bigint {
  return eurosInDollars(hall.world.rates, hall.market.price(type, account));
}

/** While it has its GPU: from switching on to being off, and in standby. */
export const onRate = ({ wire }: Server): Rate => ({
  compute: BigInt(wire.hourlyMicros),
  storage: 0n,
});

export function volumeRate({ world }: Hall, gb: number): Rate {
  const euros = (EUROS_PER_1000_GB_HOUR * BigInt(gb)) / 1_000n;
  return { compute: 0n, storage: eurosInDollars(world.rates, euros) };
}

export const bookId = (zone: string, id: string) => `${zone}:${id}`;
export const wireId = ({ id }: Server) => id.slice(id.indexOf(":") + 1);
