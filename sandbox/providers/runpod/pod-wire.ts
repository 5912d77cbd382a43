import { z } from "zod";

const container = {
  args: z.string().optional(),
  disk: z.number().int().min(1).optional(),
  env: z.record(z.string(), z.string()).optional(),
  image: z.string().optional(),
  ports: z.array(z.string()).optional(),
  registry: z.string().nullable().optional(),
};

const mounts = z
  .object({
    persistent: z
      .object({ size: z.number().int().min(10), path: z.string() })
      .strict()
      .optional(),
    network: z
      .array(z.object({ volumeId: z.string(), path: z.string() }).strict())
      .max(1)
      .optional(),
  })
  .strict();

const cudaVersion = z.string().regex(/^\d+\.\d+$/);

/** `CreatePodRequest` of the v2 spec: unknown fields are refused, as the API does. */
export const createPodSchema = z
  .object({
    ...container,
    name: z.string().min(1),
    cloud: z.enum(["SECURE", "COMMUNITY"]).default("SECURE"),
    cpu: z
      .object({ id: z.string().min(1), vcpuCount: z.number().int().min(2) })
      .strict()
      .optional(),
    gpu: z
      .object({
        id: z.string(),
        count: z.number().int().min(1).default(1),
        allowedCudaVersions: z.array(cudaVersion).optional(),
        minCudaVersion: cudaVersion.optional(),
      })
      .strict()
      .optional(),
    dataCenterIds: z.array(z.string()).default([]),
    globalNetworking: z.boolean().default(false),
    mounts: mounts.optional(),
    startJupyter: z.boolean().default(false),
    startSsh: z.boolean().default(false),
    templateId: z.string().min(1).optional(),
  })
  .strict()
  .refine((body) => body.templateId !== undefined || body.image !== undefined, {
    message: "missing property 'image'",
  });

export type CreatePod = z.infer<typeof createPodSchema>;

/** `UpdatePodRequest`: only what is sent changes. */
export const updatePodSchema = z
  .object({
    ...container,
    name: z.string().min(1).optional(),
    locked: z.boolean().optional(),
    globalNetworking: z.boolean().optional(),
    mounts: mounts.optional(),
    templateId: z.string().optional(),
  })
  .strict();

export const podActionSchema = z
  .object({ action: z.enum(["start", "stop", "restart", "terminate"]) })
  .strict();

export const sshKeysSchema = z
  .object({
    keys: z.array(z.string().regex(/^(ssh|ecdsa|sk)-[^\s]+ [^\s]+([ \t][^\n\r]*)?$/)),
  })
  .strict();

/** What a pod is made of, kept beside the facts all machines share. */
export const podSchema = z.object({
  image: z.string(),
  args: z.string(),
  disk: z.number(),
  ports: z.array(z.string()),
  env: z.record(z.string(), z.string()),
  registry: z.string().nullable(),
  mounts,
  gpu: z.object({ id: z.string(), count: z.number() }),
  cloud: z.enum(["SECURE", "COMMUNITY"]),
  hourlyMicros: z.string(),
  locked: z.boolean(),
  sshKeys: z.array(z.string()),
  publicIp: z.string().nullable(),
  cudaVersion: z.string().nullable(),
});

export type PodConfig = z.infer<typeof podSchema>;

/** The list of violations the API puts into `errors`. */
export function violations(error: z.ZodError): string[] {
  return error.issues.map(
    (issue) => `$${issue.path.map((part) => `.${String(part)}`).join("")}: ${issue.message}`,
  );
}
