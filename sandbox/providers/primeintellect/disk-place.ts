import type { Item } from "./catalog";
import type { Exchange } from "./exchange";
import type { Disk } from "./pod-wire";

/** A disk of the account that still stands. */
export function diskOf({ disks }: Exchange, account: string, id: string): Disk | undefined {
  const disk = disks.find(id);
  return disk?.account === account && !disk.gone ? disk : undefined;
}

/** A pod takes no disk but one of its own cloud and data centre. */
export function isAt(item: Item, disk: Disk | undefined): boolean {
  return disk?.wire.provider === item.provider && disk.wire.dataCenter === item.dataCenter;
}
