import { callGuard } from "@/lib/call-limits/call-guard";
import { inTeam } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { VerifiedKey } from "@/lib/provider-keys/verify-key";
import type { Instance } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";
import { getProvider } from "@/lib/providers/registry";

const LIST_LIMIT_MS = 20_000;

export interface OldKey {
  readonly id: string;
  readonly providerId: string;
  /** The account's name as the provider told it, where it did. */
  readonly account: string | null;
}

/**
 * Refuses with `key-other-account` credentials that open another account than the key they are to
 * replace: by the account's name where the provider tells it, and by the machines that hang on the key,
 * of which at least one has to stand there. Throws `provider` where that cannot be found out.
 */
export async function requireSameAccount(
  teamId: string,
  old: OldKey,
  verified: VerifiedKey,
): Promise<void> {
  const provider = getProvider(old.providerId).meta.name;
  const refusal = new AppError("conflict", "key-other-account", { values: { provider } });
  const isToldTwice = old.account !== null && verified.account !== null;
  if (isToldTwice && old.account !== verified.account) throw refusal;
  const wanted = await machinesOf(teamId, old.id);
  if (wanted.length === 0) return;
  const standing = await listMachines(old.providerId, verified);
  if (!standing.some(({ id }) => wanted.includes(id))) throw refusal;
}

async function machinesOf(teamId: string, providerKeyId: string): Promise<string[]> {
  const rows = await inTeam(teamId, (tx) =>
    tx.deployment.findMany({
      where: { teamId, providerKeyId, endedAt: null, status: { not: "lost" } },
      select: { providerInstanceId: true },
    }),
  );
  return rows.flatMap(({ providerInstanceId }) => providerInstanceId ?? []);
}

async function listMachines(
  providerId: string,
  { credentials }: VerifiedKey,
): Promise<readonly Instance[]> {
  const { meta, instances } = getProvider(providerId);
  const limits = meta.capabilities?.rate ?? [];
  const context = {
    signal: AbortSignal.timeout(LIST_LIMIT_MS),
    guard: callGuard({ providerId, credentials, limits, purpose: "any" }),
  };
  try {
    return (await instances?.list(credentials, context)) ?? [];
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw new AppError("provider", "provider-unreachable", { values: { provider: meta.name } });
  }
}
