/** Of GPUs that are used less than this one says that they do nothing. */
export const IDLE_UNDER_PERCENT = 5;

/** Figures older than that, three looks, say nothing of now; idleness with such a gap begins anew. */
export const FRESH_MS = 15 * 60_000;
