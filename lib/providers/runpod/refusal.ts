import type { Refusal } from "../call";
import type { ProviderErrorKind } from "../errors";
import { problem } from "./wire";

const noCapacity =
  /no longer any instances|no (?:available )?(?:instances?|gpus?|machines?|hosts?|capacity|resources)\b|(?:insufficient|not enough|out of) (?:free )?(?:capacity|stock|gpus?|resources)/i;
const noBalance = /balance|insufficient (?:funds|credit)|add (?:funds|credit)/i;
const quota = /quota|spend(?:ing)? limit/i;

/**
 * RunPod answers 400 for broken rules and for empty shelves alike; only the text tells. A 404 in
 * another shape than RunPod's comes from something in between and proves nothing about a pod.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  const parsed = problem.safeParse(body);
  if (!parsed.success) return status === 404 ? "transient" : null;
  if (status !== 400) return null;
  const { detail } = parsed.data;
  if (noCapacity.test(detail)) return "no-capacity";
  if (noBalance.test(detail)) return "no-balance";
  if (quota.test(detail)) return "quota";
  return null;
}
