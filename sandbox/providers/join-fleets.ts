import type { MachineFacts } from "../machines";
import type { Fleet } from "./twin";

/** Machines and the disks rented beside them on one bill. */
export function joinFleets(machines: Fleet, disks: Fleet): Fleet {
  const of = (id: string) => (machines.find(id) ? machines : disks);
  return {
    all: (account) => [...machines.all(account), ...disks.all(account)],
    find: (id) => of(id).find(id),
    standing: (id) => of(id).standing(id),
    charge: (machine: MachineFacts) => of(machine.id).charge(machine),
    deaths: machines.deaths,
    kill: (id, how) => of(id).kill(id, how),
    reprice: (id, micros) => of(id).reprice(id, micros),
    haunt: (id) => of(id).haunt(id),
    forget(account) {
      machines.forget(account);
      disks.forget(account);
    },
  };
}
