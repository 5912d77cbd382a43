import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const machineSchema = z.object({
  kind: z.enum(["virtual_machines", "bare_metal"]),
  id: z.string(),
  gpus: z.number().int(),
  cents: z.number().int(),
  minimumMinutes: z.number().int(),
  cpuCores: z.number().int(),
  ramGib: z.number().int(),
  diskGib: z.number().int(),
  cpuModel: z.string(),
  quantity: z.number().int(),
});

export const machines = loadCatalog(import.meta.url, z.array(machineSchema));

export type Machine = z.infer<typeof machineSchema>;

/** The one site there is. */
export const SITE = "us-michigan-1";

export const listings: Listing[] = machines.map((machine) => ({
  id: machine.id,
  title: machine.id,
  usdPerHour: usdToMicros(machine.cents / 100),
  stock: { [SITE]: machine.quantity },
}));

const GIBIBYTE = 2 ** 30;

/** A kind of machine as lists tell it, and as a launch wants it back. */
export function specsOf(machine: Machine) {
  const cpu = { count: 1, manufacturer: "Intel", model: machine.cpuModel };
  const cpus = { ...cpu, cores: machine.cpuCores, frequency: 2_000_000_000 };
  const gpus = [{ count: machine.gpus, manufacturer: "AMD", model: "MI300X" }];
  return {
    cpu_cores: machine.cpuCores,
    ram_capacity: machine.ramGib * GIBIBYTE,
    disk_capacity: machine.diskGib * GIBIBYTE,
    cpus: machine.kind === "bare_metal" ? [cpus] : cpus,
    ...(machine.gpus > 0 ? { gpus } : {}),
  };
}

/** The kind of virtual machine that fits what is asked for; what is not asked for fits. */
export function findFitting(asked: Record<string, unknown>): Machine | undefined {
  return machines.find((machine) => {
    const specs: Record<string, unknown> = specsOf(machine);
    const names = new Set([...Object.keys(asked), "gpus"]);
    return (
      machine.kind === "virtual_machines" &&
      [...names].every((name) => isDeepStrictEqual(asked[name], specs[name]))
    );
  });
}

export function findMachine(id: string): Machine | undefined {
  return machines.find((machine) => machine.id === id);
}
