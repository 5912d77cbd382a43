import type { MachineFacts } from "../machines";
import type { Twin } from "../providers/twin";
import type { Door, Standing } from "./standing";

/** A machine, and the door of it that somebody knocked at. */
export interface Behind {
  name: string;
  machine: MachineFacts;
  standing: Standing;
  door: Door;
}

export type Finding =
  /** No machine of this world ever had that address. */
  | { kind: "nobody" }
  | { kind: "closed"; machines: Omit<Behind, "door">[] }
  | { kind: "doors"; behind: Behind[] };

/** Finds what stands at a place of the network, whichever provider it is of. */
export function doorFinder(twins: Twin[]): (host: string, port: number) => Finding {
  const residents = new Map<string, Set<string>>();
  /** By name, since when each was as it was looked at: some get another address as they start. */
  const known = new Map<string, number>();

  const settle = () => {
    for (const twin of twins) {
      for (const { id, stateAtMs } of twin.fleet?.all() ?? []) {
        const name = `${twin.id}/${id}`;
        if (known.get(name) === stateAtMs) continue;
        known.set(name, stateAtMs);
        for (const { host } of twin.fleet?.standing(id)?.doors ?? []) {
          const names = residents.get(host) ?? new Set();
          residents.set(host, names.add(name));
        }
      }
    }
  };

  const look = (name: string) => {
    const slash = name.indexOf("/");
    const fleet = twins.find((twin) => twin.id === name.slice(0, slash))?.fleet;
    const id = name.slice(slash + 1);
    const machine = fleet?.find(id);
    const standing = fleet?.standing(id);
    return machine && standing ? [{ name, machine, standing }] : [];
  };

  return (host, port) => {
    const standing = () => [...(residents.get(host) ?? [])].flatMap(look);
    if (isShared(host) || !standing().some(({ machine }) => !machine.gone)) settle();
    const machines = standing();
    if (machines.length === 0) return { kind: "nobody" };
    const behind = machines.flatMap((one) =>
      one.standing.doors
        .filter((door) => door.host === host && door.port === port)
        .map((door) => ({ ...one, door })),
    );
    return behind.length > 0 ? { kind: "doors", behind } : { kind: "closed", machines };
  };
}

/** A host with a name may get machines beside its first; an address only once that is gone. */
function isShared(host: string): boolean {
  return !/^[\d.]+$/.test(host);
}
