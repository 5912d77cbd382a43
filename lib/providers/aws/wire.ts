import { z } from "zod";

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const locationMap = z.record(z.string(), z.unknown());

export const location = z.object({
  name: z.string().min(1),
  code: z.string().min(1),
  type: z.string(),
});

/** One region's prices on demand, under the region's name and a name for each row. */
export const onDemandMap = z.object({
  regions: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** Enough of any row to know which machine it is. */
export const anyRow = z.object({ "Instance Type": z.string() });

export const onDemandRow = z.object({
  "Instance Type": z.string().min(1),
  "Operating System": z.string(),
  price: z.string().min(1),
  vCPU: z.string(),
  Memory: z.string(),
  Storage: z.string().nullish(),
});

/** All spot prices: regions, groups of machines in them, machines. */
export const spotFile = z.object({
  config: z.object({
    rate: z.literal("perhr"),
    regions: z.array(
      z.object({
        region: z.string().min(1),
        instanceTypes: z.array(z.object({ sizes: z.array(z.unknown()) })),
      }),
    ),
  }),
});

export const anySize = z.object({ size: z.string() });

export const spotSize = z.object({
  size: z.string().min(1),
  valueColumns: z.array(z.object({ name: z.string(), prices: z.object({ USD: z.string() }) })),
});

export type Location = z.infer<typeof location>;
export type OnDemandRow = z.infer<typeof onDemandRow>;
export type SpotSize = z.infer<typeof spotSize>;
export type SpotFile = z.infer<typeof spotFile>;
