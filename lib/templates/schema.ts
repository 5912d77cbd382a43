import { z } from "zod";
import { beginningShape, dollars, MOST_GPUS, name } from "@/lib/beginning/schema";
import { findGpu } from "@/lib/gpus/catalog";
import { rungs } from "@/lib/repair-policy/schema";

/** `private`: its maker's alone; `team`: everybody's in the team. */
export const visibilities = ["private", "team"] as const;
export type Visibility = (typeof visibilities)[number];

const note = z.string().trim().max(300, "too-long");
const templateId = z.string().min(1).max(60);

/** What a template keeps. A secret without a value stays as it is. */
export const templateFields = z.object({
  ...beginningShape,
  name,
  note: note.optional(),
  visibility: z.enum(visibilities),
  /** GPUs it is meant for; none: any. */
  gpuModels: z
    .array(z.string().refine((id) => Boolean(findGpu(id)), "gpu-unknown"))
    .max(10)
    .default([]),
  gpuCount: z.number().int().min(1).max(MOST_GPUS).default(1),
  /** Dollars per hour for the whole machine, above which it is not launched by "cheapest that fits". */
  maxPerHour: dollars.optional(),
});
export type TemplateFields = z.output<typeof templateFields>;

export const editTemplateInput = templateFields.extend({ templateId });
export const templateInput = z.object({ templateId });

export const saveMachineInput = z.object({
  deploymentId: z.string().min(1).max(100),
  name,
  visibility: z.enum(visibilities),
});

/** A template as people see it: of secrets only their names. */
export const templateView = z.object({
  id: z.string(),
  name: z.string(),
  note: z.string().nullable(),
  visibility: z.enum(visibilities),
  /** Whether the person who looks made it or runs the team, so that they may change it. */
  mayChange: z.boolean(),
  image: z.string().nullable(),
  diskGb: z.number().nullable(),
  ports: z.array(z.number()),
  environment: z.array(z.object({ name: z.string(), value: z.string() })),
  secretNames: z.array(z.string()),
  startupScript: z.string().nullable(),
  command: z.string().nullable(),
  sshPublicKeys: z.array(z.string()),
  httpCheck: z.string().nullable(),
  watchInside: z.boolean(),
  /** The furthest that may be done about its machines when they are unwell; null: nothing. */
  repairUpTo: z.enum(rungs).nullable(),
  gpuModels: z.array(z.object({ id: z.string(), name: z.string() })),
  gpuCount: z.number(),
  /** Decimal dollars. */
  maxPerHour: z.string().nullable(),
  updatedAt: z.iso.datetime(),
});
export type TemplateView = z.output<typeof templateView>;

/** What a form of a machine's beginning starts from: a template, or a starter that no team owns. */
export type Beginning = Omit<
  TemplateView,
  "name" | "note" | "visibility" | "mayChange" | "updatedAt"
>;
