import { z } from "zod";
import type { Machine } from "../../machines";

/** What only this wire shows of a pod; amounts in micro-dollars an hour. */
export const podSchema = z.object({
  listing: z.string(),
  ip: z.string(),
  sshPort: z.number(),
  hourlyMicros: z.string(),
  /** While it is made; null where the price of a running one applies. */
  provisioningMicros: z.string().nullable(),
  image: z.string(),
  diskGb: z.number().nullable(),
  vcpus: z.number().nullable(),
  ramGb: z.number().nullable(),
  /** Hours that are charged at the order, whatever the use. */
  prepaidHours: z.number().nullable(),
  autoRestart: z.boolean(),
  disks: z.array(z.string()).default([]),
});

export type PodConfig = z.infer<typeof podSchema>;
export type Pod = Machine<PodConfig>;

const count = z.number().int().positive().nullish();

const request = z.strictObject({
  name: z.string().nullish(),
  cloudId: z.string(),
  gpuType: z.string(),
  socket: z.string(),
  gpuCount: z.number().int().positive(),
  diskSize: count,
  vcpus: count,
  memory: count,
  maxPrice: z.number().nullish(),
  image: z.string().default("ubuntu_22_cuda_12"),
  customTemplateId: z.string().nullish(),
  dataCenterId: z.string().nullish(),
  country: z.string().nullish(),
  security: z.enum(["secure_cloud", "community_cloud"]).nullish(),
  envVars: z.array(z.object({ key: z.string(), value: z.string() })).nullish(),
  jupyterPassword: z.string().nullish(),
  sshKeyId: z.string().nullish(),
  autoRestart: z.boolean().nullish(),
  prepaidForHr: z.number().positive().nullish(),
});

export const createSchema = z.object({
  pod: request,
  provider: z.object({ type: z.string() }),
  disks: z.array(z.string()).nullish(),
});

export type Create = z.infer<typeof createSchema>;

export const diskSchema = z.object({
  provider: z.string(),
  dataCenter: z.string().nullable(),
  country: z.string().nullable(),
});

export type DiskConfig = z.infer<typeof diskSchema>;
export type Disk = Machine<DiskConfig>;

export const createDiskSchema = z.object({
  disk: z.strictObject({
    size: z.number().int().positive(),
    name: z.string().max(255).default("disk"),
    country: z.string().nullish(),
    cloudId: z.string().nullish(),
    dataCenterId: z.string().nullish(),
  }),
  provider: z.object({ type: z.string() }),
});

export const sshKeySchema = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  publicKey: z.string(),
  isPrimary: z.boolean(),
  createdAtMs: z.number(),
});

export type SshKey = z.infer<typeof sshKeySchema>;
