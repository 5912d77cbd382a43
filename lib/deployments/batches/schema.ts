import { z } from "zod";

/** Acts that can be asked of many machines at once. */
export const batchActs = ["start", "stop", "restart", "terminate"] as const;
export type BatchAct = (typeof batchActs)[number];

/** The most machines of one batch. */
export const MOST_IN_BATCH = 500;

export const batchInput = z.object({
  act: z.enum(batchActs),
  deploymentIds: z
    .array(z.string().min(1).max(100))
    .min(1, "required")
    .max(MOST_IN_BATCH, "batch-too-many"),
  /** The batch whose failures are asked for once more; its result is read by that. */
  retryOf: z.string().min(1).max(100).optional(),
});

export const batchAsked = z.object({
  batchId: z.string(),
  /** How many wishes were taken, and how many were refused at once. */
  asked: z.number().int(),
  refused: z.number().int(),
});

export const batchReadInput = z.object({ batchId: z.string().min(1).max(100) });

/** What came of an act on one machine so far. */
export const itemStates = ["waiting", "at-work", "done", "failed", "refused", "overtaken"] as const;
export type ItemState = (typeof itemStates)[number];

export interface BatchItemView {
  readonly deploymentId: string;
  readonly name: string;
  readonly providerName: string;
  readonly state: ItemState;
  /** A key of `errors` where it was refused at once, else of `deploymentReasons`; null: none. */
  readonly reason: string | null;
  /** The provider's own words to a call that failed. */
  readonly detail: string | null;
}

/** One act asked of many machines, with what came of each, in the order they were chosen. */
export interface BatchView {
  readonly id: string;
  readonly act: BatchAct;
  readonly createdAt: string;
  readonly items: readonly BatchItemView[];
}
