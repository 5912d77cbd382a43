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
