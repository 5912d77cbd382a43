import { z } from "zod";

const whole = z.number().int();
const port = whole.min(0).max(65_535);

const forward = z.object({ internal_port: port, external_port: port });

/** A file of cloud-init; one with an encoding is not taken. */
const file = z.looseObject({ path: z.string(), encoding: z.undefined() });

/** The body of a create, in an envelope of JSON:API. */
export const createSchema = z.object({
  data: z.object({
    type: z.literal("virtualmachine"),
    attributes: z.object({
      name: z.string().min(1),
      type: z.literal("virtualmachine"),
      image: z.string().min(1),
      resources: z.object({
        vcpu_count: whole.min(1),
        ram_gb: whole.min(1),
        storage_gb: whole.min(100),
        gpus: z.record(z.string(), z.object({ count: whole.min(1) })),
      }),
      location_id: z.string().min(1),
      useDedicatedIp: z.boolean().default(false),
      port_forwards: z.array(forward).default([]),
      ssh_key: z.string().optional(),
      cloud_init: z
        .looseObject({
          runcmd: z.array(z.string()).default([]),
          write_files: z.array(file).default([]),
        })
        .optional(),
    }),
  }),
});

export type Create = z.infer<typeof createSchema>["data"]["attributes"];

/** What an instance is made of, kept beside the facts all machines share. */
export const instanceSchema = z.object({
  image: z.string(),
  ip: z.string(),
  dedicatedIp: z.boolean(),
  forwards: z.array(forward),
  v0Name: z.string(),
  vcpus: z.number(),
  ramGb: z.number(),
  storageGb: z.number(),
  /** Card, vCPU and memory. */
  computeMicros: z.string(),
  storageMicros: z.string(),
});

export type InstanceConfig = z.infer<typeof instanceSchema>;
