import { z } from "zod";

const volumeId = z.string().min(1).max(40);
const at = z.iso.datetime();

export const volumeWishes = ["attach", "detach", "delete"] as const;
export type VolumeWish = (typeof volumeWishes)[number];

export const attachVolumeInput = z.object({ volumeId, deploymentId: z.string().min(1).max(100) });
export const detachVolumeInput = z.object({ volumeId });

export const deleteVolumeInput = z.object({
  volumeId,
  /** The volume's name (its id where it has none) as typed by the person, who gives its data up. */
  confirmation: z.string().max(200, "too-long"),
});

/** A volume as people see it. Prices are decimal dollars, `null` where nobody published them. */
export const volumeView = z.object({
  id: z.string(),
  /** The provider's name for it, else its id there. */
  name: z.string(),
  providerId: z.string(),
  keyId: z.string(),
  keyName: z.string(),
  sizeGb: z.number(),
  region: z.string().nullable(),
  nativeStatus: z.string(),
  perMonth: z.string().nullable(),
  /** Machines it hangs on; those that are no deployment of the team have no name. */
  attachedTo: z.array(
    z.object({
      /** `null` while the machine is being made. */
      instanceId: z.string().nullable(),
      deploymentId: z.string().nullable(),
      name: z.string().nullable(),
    }),
  ),
  /** Hangs on nothing, and costs money all the same. */
  isOrphan: z.boolean(),
  /** What was asked for and is not done yet. */
  wish: z.enum(volumeWishes).nullable(),
  /** Why the last wish was given up, a provider error kind; null after one that was met. */
  failure: z.string().nullable(),
  can: z.object({ attach: z.boolean(), detach: z.boolean(), delete: z.boolean() }),
  /** Running deployments it could be put to. */
  targets: z.array(z.object({ deploymentId: z.string(), name: z.string() })),
  firstSeenAt: at,
  lastSeenAt: at,
});
export type VolumeView = z.output<typeof volumeView>;
