import type { AccountVerb, TeamVerb } from "@/lib/verbs/define-verb";

/**
 * Every write of the product, once. Server actions, the permission matrix and later other
 * doorways are derived from this list; a verb that is not here does not exist.
 */
export const verbs: readonly (TeamVerb | AccountVerb)[] = [];
