import { z } from "zod";

const money = z.number().nonnegative();

export const gpuType = z.object({
  id: z.string().min(1),
  memory: z.number().positive(),
  secure: z.boolean(),
  community: z.boolean(),
  price: z.object({ secure: money.nullable(), community: money.nullable() }),
  maxCount: z.object({ secure: z.number().int(), community: z.number().int() }),
  availability: z.string().optional(),
  dataCenters: z.array(z.object({ id: z.string().min(1), availability: z.string() })).optional(),
});

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const gpuCatalog = z.object({ gpus: z.array(z.unknown()) });

const sshEndpoint = z.object({ host: z.string(), port: z.number().int(), username: z.string() });

export const pod = z.object({
  id: z.string().min(1),
  name: z.string(),
  status: z.string(),
  gpu: z.object({ count: z.number().int() }).optional(),
  dataCenterId: z.string().nullable(),
  cost: money,
  mounts: z.object({
    persistent: z.object({ size: z.number().int() }).optional(),
    network: z.array(z.object({ volumeId: z.string() })).optional(),
  }),
  ssh: z.object({ proxy: sshEndpoint.nullable(), direct: sshEndpoint.nullable() }),
  runtime: z
    .object({
      ports: z
        .array(
          z.object({
            private: z.number().int().optional(),
            public: z.number().int().nullish(),
            type: z.string().optional(),
            ip: z.string().nullish(),
          }),
        )
        .nullish(),
    })
    .nullable(),
  createdAt: z.iso.datetime({ offset: true }),
});

export const podList = z.object({ pods: z.array(pod) });

export const networkVolume = z.object({
  id: z.string().min(1),
  name: z.string(),
  size: z.number().int().nonnegative(),
  dataCenter: z.string(),
  type: z.string(),
});

export const networkVolumes = z.object({ networkVolumes: z.array(networkVolume) });

export const sshKeys = z.object({ keys: z.array(z.string()) });

/** What pods cost, in time buckets; the question names one pod. */
export const podBilling = z.object({ records: z.array(z.object({ totalAmount: money })) });

/** What a refusal looks like (RFC 9457). */
export const problem = z.object({ detail: z.string() });

export type GpuType = z.infer<typeof gpuType>;
export type Pod = z.infer<typeof pod>;
export type PodBilling = z.infer<typeof podBilling>;
export type NetworkVolume = z.infer<typeof networkVolume>;
