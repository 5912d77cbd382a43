import type { JobName, JobPayload } from "@/lib/jobs/catalog";

/** What runs a job: its payload, already checked, and a signal that the worker is closing. */
export type Handler<N extends JobName> = (
  payload: JobPayload<N>,
  context: { readonly signal: AbortSignal },
) => Promise<void>;
