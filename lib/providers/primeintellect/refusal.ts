import type { Refusal } from "../call";
import type { ProviderErrorKind } from "../errors";
import { refusal } from "./wire";

const noBalance = /insufficient (?:funds|balance|credits?)|payment required/i;
const quota = /\bquota\b|maximum (?:number|amount) of|limit (?:reached|exceeded)/i;
const noCapacity =
  /no longer available|not available|unavailable|out of stock|sold out|no capacity|insufficient (?:capacity|resources)/i;

/**
 * Prime Intellect says why in words alone. A 404 in another shape comes from something in between
 * and proves nothing about a pod.
 */
export function kindOfRefusal({ status, body }: Refusal): ProviderErrorKind | null {
  if (status !== 404) return null;
  return refusal.safeParse(body).success ? "not-found" : "transient";
}

/** Why a launch was refused; how the clouds behind it word what is sold out is known nowhere. */
export function kindOfLaunchRefusal(answer: Refusal): ProviderErrorKind | null {
  const { status, body } = answer;
  const words = refusal.safeParse(body);
  if (!words.success || !isAboutTheLaunch(status)) return kindOfRefusal(answer);
  const text = words.data.join(" ");
  if (noBalance.test(text)) return "no-balance";
  if (quota.test(text)) return "quota";
  return noCapacity.test(text) ? "no-capacity" : kindOfRefusal(answer);
}

/** Not about the key, the number of calls, or an error of theirs, whatever it says. */
function isAboutTheLaunch(status: number): boolean {
  return status >= 400 && status < 500 && ![401, 402, 403, 429].includes(status);
}
