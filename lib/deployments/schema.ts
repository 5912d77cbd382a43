import { z } from "zod";
import { beginningShape, dollars, httpCheck, MOST_GPUS, name } from "@/lib/beginning/schema";

/** What a lease does when it ends. */
export const leaseActs = ["stop", "terminate"] as const;
export type LeaseAct = (typeof leaseActs)[number];

const MOST_LEASE_HOURS = 8_760;

/** When a machine is ended by itself: after some hours or at a date, and at a spend. */
export const leaseInput = z
  .object({
    /** From the moment this is asked. */
    afterHours: z.number().min(0.1, "lease-hours").max(MOST_LEASE_HOURS, "lease-hours").optional(),
    endsAt: z.iso.datetime({ error: "not-understood" }).optional(),
    /** Dollars, counted from the machine's first charge. */
    spend: dollars.optional(),
    act: z.enum(leaseActs),
  })
  .refine(({ afterHours, endsAt, spend }) => (afterHours ?? endsAt ?? spend) !== undefined, {
    error: "lease-empty",
    path: ["afterHours"],
  })
  .refine(({ afterHours, endsAt }) => afterHours === undefined || endsAt === undefined, {
    error: "lease-two-ends",
    path: ["endsAt"],
  });
export type LeaseInput = z.output<typeof leaseInput>;

/** What a machine needs, wherever it will stand. */
const machine = {
  name: name.optional(),
  /** GPUs in each machine. */
  count: z.number().int().min(1).max(MOST_GPUS).default(1),
  ...beginningShape,
  /** The template it begins from; secrets without a value are taken from it. */
  templateId: z.string().min(1).max(100).optional(),
  lease: leaseInput.optional(),
};

export const launchInput = z.object({
  ...machine,
  offerId: z.string().min(1, "required").max(100, "too-long"),
  providerKeyId: z.string().min(1, "required").max(100, "too-long"),
  /** How many machines of the same kind. */
  machines: z.number().int().min(1).max(10).default(1),
  region: z.string().min(1).max(100, "too-long").optional(),
  /** A volume of the team in the key's account, put to the machine as it is made. */
  volumeId: z.string().min(1).max(100).optional(),
  /** The price of one machine per hour the person saw, disk not counted, e.g. "2.39". */
  quotedPerHour: dollars,
});
export type LaunchInput = z.output<typeof launchInput>;

/** How many offers one launch may try, one after the other. */
export const MOST_CANDIDATES = 8;

/** What "cheapest that fits" looks for. */
export const needShape = {
  models: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, "not-an-id"))
    .min(1, "required")
    .max(10),
  count: machine.count,
  pricing: z.enum(["on-demand", "spot", "either"]).default("on-demand"),
  /** Parts of the world; none: anywhere. */
  areas: z.array(z.string().max(40)).max(20).default([]),
  /** None: wherever the team has a key. */
  providers: z.array(z.string().max(60)).max(40).default([]),
};

export const launchBestInput = z.object({
  ...machine,
  ...needShape,
  /** Dollars per hour for the whole machine, disk counted, above which nothing is bought. */
  ceiling: dollars,
  /** Offers that fit and are not wanted. */
  except: z.array(z.string().max(100)).max(50).default([]),
});
export type LaunchBestInput = z.output<typeof launchBestInput>;

export const deploymentInput = z.object({ deploymentId: z.string().min(1).max(100) });

/** `null` takes the lease away. */
export const extendInput = deploymentInput.extend({ lease: leaseInput.nullable() });

export const renameInput = deploymentInput.extend({ name });

export const setChecksInput = deploymentInput.extend({
  /** `null`: its service is not asked. */
  httpCheck: httpCheck.nullable(),
  watchInside: z.boolean(),
});

export const trustHostKeyInput = deploymentInput.extend({
  /** `SHA256:...` */
  fingerprint: z.string().min(1).max(100),
});
