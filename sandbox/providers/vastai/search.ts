import { z } from "zod";
import type { Ask } from "./catalog";

const flag = (usual: boolean) => z.object({ eq: z.boolean().optional() }).default({ eq: usual });

const number = z
  .object({
    eq: z.number().optional(),
    gte: z.number().optional(),
    lte: z.number().optional(),
    in: z.array(z.number()).optional(),
    notin: z.array(z.number()).optional(),
  })
  .default({});

const text = z
  .object({ eq: z.string().optional(), in: z.array(z.string()).optional() })
  .default({});

/** What a search may ask for; without a word about it, only verified hosts are found. */
export const search = z.object({
  type: z.enum(["ondemand", "bid", "reserved"]).default("ondemand"),
  verified: flag(true),
  rentable: flag(true),
  rented: flag(false),
  gpu_name: text,
  geolocation: text,
  cpu_arch: text.default({ eq: "amd64" }),
  num_gpus: number,
  machine_id: number,
  direct_port_count: number,
  disk_space: number,
  storage_cost: number,
  allocated_storage: z.number().default(8),
  order: z.array(z.tuple([z.string(), z.enum(["asc", "desc"])])).default([]),
  limit: z.number().int().positive().default(64),
});

export type Search = z.infer<typeof search>;

export function isFound(ask: Ask, isRentable: boolean, wanted: Search): boolean {
  return (
    isLike(ask.verification === "verified", wanted.verified) &&
    isLike(isRentable, wanted.rentable) &&
    isLike(ask.rented, wanted.rented) &&
    isNamed(ask.gpuName, wanted.gpu_name) &&
    isNamed(ask.geolocation?.slice(-2) ?? null, wanted.geolocation) &&
    isNamed(ask.cpuArch, wanted.cpu_arch) &&
    isWithin(ask.numGpus, wanted.num_gpus) &&
    isWithin(ask.machineId, wanted.machine_id) &&
    isWithin(ask.directPorts, wanted.direct_port_count) &&
    isWithin(ask.diskSpace, wanted.disk_space) &&
    isWithin(ask.storageCost, wanted.storage_cost)
  );
}

function isLike(fact: boolean, { eq }: { eq?: boolean | undefined }): boolean {
  return eq === undefined || fact === eq;
}

function isNamed(fact: string | null, wanted: z.infer<typeof text>): boolean {
  if (wanted.eq === undefined && wanted.in === undefined) return true;
  return fact !== null && (fact === wanted.eq || (wanted.in ?? []).includes(fact));
}

function isWithin(fact: number, wanted: z.infer<typeof number>): boolean {
  return (
    fact === (wanted.eq ?? fact) &&
    fact >= (wanted.gte ?? fact) &&
    fact <= (wanted.lte ?? fact) &&
    (wanted.in ?? [fact]).includes(fact) &&
    !(wanted.notin ?? []).includes(fact)
  );
}
