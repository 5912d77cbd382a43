import { toSegmentView } from "../ledger";
import type { MachineFacts } from "../machines";
import { microsToUsd } from "../money";
import type { Fleet } from "../providers/twin";

/**
 * An account's bill: every machine and volume it ever had, what each has cost, and how many machines
 * of one name were alive at once, which is how a test proves that no second one was made.
 */
export function billOf({ fleet, disks }: { fleet: Fleet; disks?: Fleet }, account: string) {
  const machines = fleet.all(account);
  const volumes = disks?.all(account) ?? [];
  const total = totalOf(fleet, machines) + (disks ? totalOf(disks, volumes) : 0n);
  const byName = [...Map.groupBy(machines, (machine) => machine.name)];
  return {
    account,
    machines: machines.map((machine) => lineOf(fleet, machine)),
    volumes: disks ? volumes.map((volume) => lineOf(disks, volume)) : [],
    maxConcurrent: mostAlive(machines),
    maxConcurrentByName: Object.fromEntries(
      byName.map(([name, alike]) => [name, mostAlive(alike)]),
    ),
    duplicates: byName.filter(([, alike]) => alike.length > 1).map(([name]) => name),
    totalUsd: microsToUsd(total),
    totalMicros: total.toString(),
  };
}

function totalOf(fleet: Fleet, machines: MachineFacts[]): bigint {
  return machines.reduce((sum, machine) => sum + fleet.charge(machine).total, 0n);
}

function lineOf(fleet: Fleet, machine: MachineFacts) {
  const { compute, storage, total } = fleet.charge(machine);
  return {
    id: machine.id,
    name: machine.name,
    offer: machine.offer,
    region: machine.region,
    state: machine.state,
    listed: !machine.gone,
    zombie: machine.zombie,
    createdAt: new Date(machine.createdAtMs).toISOString(),
    endedAt: machine.endedAtMs === null ? null : new Date(machine.endedAtMs).toISOString(),
    segments: machine.segments.map(toSegmentView),
    computeMicros: compute.toString(),
    storageMicros: storage.toString(),
    totalUsd: microsToUsd(total),
    totalMicros: total.toString(),
  };
}

function mostAlive(machines: MachineFacts[]): number {
  const moves = machines.flatMap((machine) => [
    { atMs: machine.createdAtMs, by: 1 },
    ...(machine.endedAtMs === null ? [] : [{ atMs: machine.endedAtMs, by: -1 }]),
  ]);
  moves.sort((a, b) => a.atMs - b.atMs || a.by - b.by);
  let alive = 0;
  let most = 0;
  for (const move of moves) {
    alive += move.by;
    most = Math.max(most, alive);
  }
  return most;
}
