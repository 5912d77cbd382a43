import type { Refusal } from "../call";
import type { ProviderErrorKind } from "../errors";
import { refusal } from "./wire";

const kinds: Readonly<Record<string, ProviderErrorKind>> = {
  "instance-operations/launch/insufficient-capacity": "no-capacity",
  "instance-operations/launch/file-system-in-wrong-region": "invalid-request",
  "filesystems/filesystem-in-use": "conflict",
  "global/quota-exceeded": "quota",
  "global/invalid-parameters": "invalid-request",
  "global/object-does-not-exist": "not-found",
  "global/not-found": "not-found",
  "global/invalid-api-key": "invalid-key",
  "global/account-inactive": "missing-right",
  "global/invalid-address": "missing-right",
  "global/conflict": "conflict",
  "global/duplicate": "conflict",
  "global/internal-error": "transient",
};

/**
 * Lambda names every refusal with a code. A 404 without one comes from something in between and
 * proves nothing about a machine.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  const parsed = refusal.safeParse(body);
  if (status === 429) return null;
  if (!parsed.success) return status === 404 ? "transient" : null;
  return kinds[parsed.data.error.code] ?? null;
}

/** A 429 in the middle of a launch has left a machine running: nothing but ambiguous. */
export function kindOfLaunchRefusal(answer: Refusal): ProviderErrorKind | null {
  return answer.status === 429 ? "ambiguous" : kindOfRefusal(answer);
}
