import { type IdMint, idMint } from "../../ids";
import { type MachineBook, machineBook } from "../../machines";
import { type Market, openMarket } from "../../market";
import { type ScopedSettings, scopedSettings } from "../../scope";
import type { Collection } from "../../store";
import { stockLeftOf } from "../stock-left";
import type { World } from "../twin";
import { listings } from "./catalog";
import { type FileSystemConfig, fileSystemSchema } from "./file-system-wire";
import { type InstanceConfig, instanceSchema, type SshKey, sshKeySchema } from "./instance-wire";

export const MINUTE_MS = 60_000;

/** Everything the Lambda twin owns. */
export interface Hall {
  world: World;
  market: Market;
  settings: ScopedSettings;
  instances: MachineBook<InstanceConfig>;
  /** File systems, kept like machines: their units are the gigabytes they hold. */
  fileSystems: MachineBook<FileSystemConfig>;
  mint: IdMint;
  /** SSH keys by `<account>/<key id>`. */
  sshKeys: Collection<SshKey>;
  keysOf(account: string): SshKey[];
  nowMs(): number;
  stockLeft(type: string, region: string, account: string): number;
}

export function openHall(world: World): Hall {
  const { store, clock } = world;
  const nowMs = () => clock.nowMs();
  const market = openMarket(store, "lambda", listings);
  const instances = machineBook(store, "lambda", nowMs, (value) => instanceSchema.parse(value));
  const sshKeys = store.collection("lambda.ssh-keys", (value) => sshKeySchema.parse(value));
  return {
    world,
    market,
    settings: scopedSettings(store, "lambda"),
    instances,
    fileSystems: machineBook(store, "lambda.file-systems", nowMs, (value) =>
      fileSystemSchema.parse(value),
    ),
    mint: idMint(store, "lambda", world.seed),
    sshKeys,
    keysOf: (account) =>
      sshKeys
        .entries()
        .filter(([key]) => key.startsWith(`${account}/`))
        .map(([, value]) => value),
    nowMs,
    stockLeft: stockLeftOf(market, instances),
  };
}
