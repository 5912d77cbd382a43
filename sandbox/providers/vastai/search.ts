import { z } from "zod";
import type { Ask } from "./catalog";

const flag = (usual: boolean) => z.object({ eq: z.boolean().optional() }).default({ eq: usual });

const number = z.object({
  eq: z.number().optional(),
  gte: z.number().optional(),
  lte: z.number().optional(),
  in: z.array(z.number()).optional(),
  notin: z.array(z.number()).optional(),
});

/** What a search may ask for; without a word about it, only verified hosts are found. */
export const search = z.object({
  type: z.enum(["ondemand", "bid", "reserved"]).default("ondemand"),
  verified: flag(true),
  rentable: flag(true),
  rented: flag(false),
  num_gpus: number.default({}),
  allocated_storage: z.number().default(8),
  limit: z.number().int().positive().default(64),
});

export type Search = z.infer<typeof search>;

export function isFound(ask: Ask, isRentable: boolean, wanted: Search): boolean {
  const { num_gpus: count } = wanted;
  return (
    isLike(ask.verification === "verified", wanted.verified) &&
    isLike(isRentable, wanted.rentable) &&
    isLike(ask.rented, wanted.rented) &&
    ask.numGpus === (count.eq ?? ask.numGpus) &&
    ask.numGpus >= (count.gte ?? 0) &&
    ask.numGpus <= (count.lte ?? ask.numGpus) &&
    (count.in ?? [ask.numGpus]).includes(ask.numGpus) &&
    !(count.notin ?? []).includes(ask.numGpus)
  );
}

function isLike(fact: boolean, { eq }: { eq?: boolean | undefined }): boolean {
  return eq === undefined || fact === eq;
}
