import { env } from "@/lib/env";
import type { Credentials } from "@/lib/providers/contract";

/** The installation's own price keys, and the ones the sandbox's twins publish. */
const keys: Readonly<Record<string, { own(): string | undefined; sandbox: string }>> = {
  runpod: { own: () => env.RUNPOD_PRICE_KEY, sandbox: "sandbox-runpod-key" },
  lambda: { own: () => env.LAMBDA_PRICE_KEY, sandbox: "sandbox-lambda-key" },
};

/**
 * The credentials for a provider's price list that needs a key; `null` where nobody set one. A
 * real key is never sent into the sandbox.
 */
export function houseKey(providerId: string): Credentials | null {
  const key = keys[providerId];
  const apiKey = env.WORLD === "sandbox" ? key?.sandbox : key?.own();
  return apiKey === undefined ? null : { apiKey };
}
