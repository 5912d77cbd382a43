import type { Refusal } from "../call";
import type { ProviderErrorKind } from "../errors";
import { documentErrors, fieldErrors, plainError } from "./wire";

const wrongToken = /\b(?:token|api key|credentials?|unauthori[sz]ed|unauthenticated)\b/i;
const noCapacity = /\bno available (?:nodes?|hosts?|gpus?)\b/i;
const noBalance = /\bbalance\b|\bneed at least \$|\binsufficient (?:funds|credits?)\b/i;
const wrongState = /\b(?:already (?:running|started|stopped)|must be (?:running|stopped))\b/i;

/**
 * TensorDock says why in words alone, in one of three shapes. A 404 that does not repeat its status
 * may come from something in between and proves nothing about a machine.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  if (status === 429) return null;
  const text = textOf(body);
  if (status === 404 && hiddenRefusal(body)?.status !== 404) return "transient";
  if (text === null) return null;
  if (noCapacity.test(text)) return "no-capacity";
  if (status >= 500) return null;
  if (status === 401 || status === 403) return wrongToken.test(text) ? "invalid-key" : null;
  if (noBalance.test(text)) return "no-balance";
  return wrongState.test(text) ? "conflict" : null;
}

/** Refusals come under status 200 too, told by the body alone. */
export function hiddenRefusal(body: unknown): Refusal | null {
  if (fieldErrors.safeParse(body).success) return { status: 400, body };
  const plain = plainError.safeParse(body).data;
  if (plain?.status != null) return { status: plain.status, body };
  const [first] = documentErrors.safeParse(body).data?.errors ?? [];
  const status = Number(first?.status);
  return status >= 400 && status <= 599 ? { status, body } : null;
}

function textOf(body: unknown): string | null {
  const plain = plainError.safeParse(body).data;
  if (plain) return plain.error;
  const fields = fieldErrors.safeParse(body).data;
  if (fields) return fields.map(({ message }) => message).join(" ");
  const errors = documentErrors.safeParse(body).data?.errors;
  return errors?.map(({ title, detail }) => `${title ?? ""} ${detail ?? ""}`).join(" ") ?? null;
}
