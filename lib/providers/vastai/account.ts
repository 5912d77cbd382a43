import { microsFromNumber } from "@/lib/money";
import type { Balance, CallContext, Credentials, KeyFacts } from "../contract";
import { ProviderError } from "../errors";
import type { VastaiClient } from "./client";

/** Proves that the key may list machines; whose it is, only where it may tell that too. */
export async function verifyKey(
  client: Pick<VastaiClient, "machines" | "user">,
  credentials: Credentials,
  context: CallContext,
): Promise<KeyFacts> {
  await client.machines(credentials, { limit: 1 }, context);
  return { account: await accountOf(client, credentials, context), canLaunch: null };
}

async function accountOf(
  client: Pick<VastaiClient, "user">,
  credentials: Credentials,
  context: CallContext,
): Promise<string | null> {
  try {
    const { email } = await client.user(credentials, context);
    return email ?? null;
  } catch (error) {
    if (error instanceof ProviderError && mayNot.has(error.kind)) return null;
    throw error;
  }
}

/** A key that has just listed machines is right: a refusal now is about its rights. */
const mayNot: ReadonlySet<string> = new Set(["invalid-key", "missing-right"]);

/** What is left of the account's credit. */
export async function readBalance(
  client: Pick<VastaiClient, "user">,
  credentials: Credentials,
  context: CallContext,
): Promise<Balance> {
  const { balance } = await client.user(credentials, context);
  const micros = microsFromNumber(balance);
  if (micros === null) throw new ProviderError("transient", { detail: "no balance told" });
  return { micros, currency: "USD" };
}
