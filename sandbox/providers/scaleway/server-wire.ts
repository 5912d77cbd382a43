import { z } from "zod";

/** Every zone of the API, whether it has GPUs or not. */
export const zones: ReadonlySet<string> = new Set([
  "fr-par-1",
  "fr-par-2",
  "fr-par-3",
  "nl-ams-1",
  "nl-ams-2",
  "nl-ams-3",
  "pl-waw-1",
  "pl-waw-2",
  "pl-waw-3",
  "it-mil-1",
]);

const texts = z.array(z.string());

const volumeTemplate = z.object({
  size: z.number().int().positive(),
  volume_type: z.enum(["l_ssd", "b_ssd", "unified", "scratch", "sbs_volume", "sbs_snapshot"]),
  name: z.string().nullish(),
});

export const createSchema = z.object({
  name: z.string().min(1),
  commercial_type: z.string(),
  image: z.string(),
  project: z.string(),
  dynamic_ip_required: z.boolean().default(true),
  volumes: z.record(z.string(), volumeTemplate).default({}),
  tags: texts.default([]),
});

export type Create = z.infer<typeof createSchema>;

export const actionSchema = z.object({
  action: z.enum(["poweron", "poweroff", "stop_in_place", "reboot", "terminate", "backup"]),
});

export const patchSchema = z.object({ tags: texts.optional(), name: z.string().optional() });

export const detachSchema = z.object({ volume_id: z.string() });

/** What a server is made of, kept beside the facts all machines share. */
export const configSchema = z.object({
  image: z.string(),
  /** What it costs an hour while it has a GPU, in micro-dollars. */
  hourlyMicros: z.string(),
  /** The address it has while it is on. */
  ip: z.string().nullable(),
  tags: texts,
  /** Its volumes' ids by their place. */
  volumes: z.record(z.string(), z.string()),
  userData: z.record(z.string(), z.string()),
  /** What becomes of it when it is first switched on. */
  fate: z.enum(["runs", "stuck", "fails"]),
});

export type Config = z.infer<typeof configSchema>;

/** A volume of block storage, and the server it is on. */
export const volumeSchema = z.object({ serverId: z.string().nullable() });

export type VolumeConfig = z.infer<typeof volumeSchema>;

export const addKeySchema = z.object({
  name: z.string().min(1),
  public_key: z.string().min(1),
  project_id: z.string(),
});

export const sshKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  public_key: z.string(),
  createdAtMs: z.number(),
});

export type SshKey = z.infer<typeof sshKeySchema>;
