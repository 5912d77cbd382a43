import { z } from "zod";

/** `null` says that nothing is left. Rows stay unread: an odd one must not hide the others. */
export const machineList = z
  .array(z.unknown())
  .nullable()
  .transform((rows) => rows ?? []);

const gpus = z.object({
  count: z.number().int().nonnegative(),
  model: z.string().min(1).nullish(),
});

/** One kind of machine that is left; `Specs` is what a launch wants back. */
export const machine = z.object({
  Quantity: z.number().int().nonnegative(),
  MinimumReservationMinutes: z.number().int().nonnegative(),
  OnDemandPrice: z.number().int().nonnegative(),
  Specs: z.object({
    cpu_cores: z.number().nonnegative(),
    ram_capacity: z.number().nonnegative(),
    disk_capacity: z.number().nonnegative(),
    gpus: z.array(gpus).nullish(),
  }),
});

export type Machine = z.infer<typeof machine>;
