import { callGuard } from "@/lib/call-limits/call-guard";
import { AppError } from "@/lib/errors";
import type { AddKeyInput } from "@/lib/provider-keys/schema";
import type { Credentials, KeyFacts, ProviderAdapter } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";
import { findProvider } from "@/lib/providers/registry";

const VERIFY_LIMIT_MS = 20_000;

export interface VerifiedKey {
  readonly credentials: Credentials;
  readonly account: string | null;
  /** Empty where the provider does not tell them. */
  readonly scopes: readonly string[];
  readonly lastFour: string;
}

/** What somebody typed as a key of a provider. */
export type TypedKey = Pick<AddKeyInput, "providerId" | "credentials">;

/**
 * Checks typed credentials: their shape here, then by asking the provider, where nothing but this
 * one call happens. Throws `invalid` for a wrong shape and `provider` for everything the provider
 * says; nothing is stored either way.
 */
export async function verifyKey(input: TypedKey): Promise<VerifiedKey> {
  const adapter = findProvider(input.providerId);
  if (!adapter?.keys) throw new AppError("invalid", "provider-takes-no-keys");
  const credentials = readCredentials(adapter, input.credentials);
  const facts = await askProvider(adapter, adapter.keys, credentials);
  const { account, canLaunch, scopes = [] } = facts;
  if (canLaunch === false) throw refusal(adapter, "key-missing-right");
  return { credentials, account, scopes, lastFour: lastFourOf(adapter, credentials) };
}

/** The provider's own fields and no others, each in the shape the provider gives out. */
function readCredentials({ meta }: ProviderAdapter, typed: AddKeyInput["credentials"]) {
  const fields: Record<string, string> = {};
  const entries = meta.credentialFields.map(({ name, pattern }) => {
    const value = typed[name] ?? "";
    if (value === "") fields[`credentials.${name}`] = "key-missing";
    else if (!pattern.test(value)) fields[`credentials.${name}`] = "key-shape";
    return [name, value] as const;
  });
  if (Object.keys(fields).length > 0) throw new AppError("invalid", "invalid", { fields });
  return Object.fromEntries(entries);
}

async function askProvider(
  adapter: ProviderAdapter,
  face: NonNullable<ProviderAdapter["keys"]>,
  credentials: Credentials,
): Promise<KeyFacts> {
  try {
    return await face.verify(credentials, {
      signal: AbortSignal.timeout(VERIFY_LIMIT_MS),
      guard: guardOf(adapter, credentials),
    });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw refusal(adapter, reasonOf(error));
  }
}

function guardOf({ meta }: ProviderAdapter, credentials: Credentials) {
  const limits = meta.capabilities?.rate ?? [];
  return callGuard({ providerId: meta.id, credentials, limits, purpose: "any" });
}

function reasonOf({ kind }: ProviderError): string {
  if (kind === "invalid-key") return "key-invalid";
  if (kind === "missing-right") return "key-missing-right";
  if (kind === "rate-limited") return "provider-busy";
  return "provider-unreachable";
}

function refusal({ meta }: ProviderAdapter, reason: string): AppError {
  return new AppError("provider", reason, {
    values: { provider: meta.name, within: withinOf(meta) },
  });
}

/** What a key is for, where a person types that too: a wrong one looks like a missing right. */
function withinOf({ credentialFields }: ProviderAdapter["meta"]): string {
  return withins.find((within) => credentialFields.some(({ name }) => name === within)) ?? "none";
}

const withins = ["projectId", "team"];

function lastFourOf({ meta }: ProviderAdapter, credentials: Credentials): string {
  const secret = meta.credentialFields.find((field) => field.secret)?.name ?? "";
  return (credentials[secret] ?? "").slice(-4);
}
