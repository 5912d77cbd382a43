import { callGuard } from "@/lib/call-limits/call-guard";
import { inTeam, type Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { VerifiedKey } from "@/lib/provider-keys/verify-key";
import type { CallContext, Credentials } from "@/lib/providers/contract";
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
 * replace: by the account's name where the provider tells it, and by what hangs on the key (machines,
 * undecided strays, volumes), of which at least one has to stand there. Answers whether one does: a
 * name alone proves nothing, some providers tell the same for several accounts. Throws `provider`
 * where that cannot be found out.
 */
export async function requireSameAccount(
  teamId: string,
  old: OldKey,
  verified: VerifiedKey,
): Promise<{ readonly isProven: boolean }> {
  const provider = getProvider(old.providerId).meta.name;
  const refusal = new AppError("conflict", "key-other-account", { values: { provider } });
  const isToldTwice = old.account !== null && verified.account !== null;
  if (isToldTwice && old.account !== verified.account) throw refusal;
  const { machines, volumes } = await inTeam(teamId, (tx) => hangingOn(tx, old.id));
  if (machines.length > 0) {
    const standing = await listMachines(old.providerId, verified);
    if (standing.some(({ id }) => machines.includes(id))) return { isProven: true };
  }
  if (volumes.length > 0) {
    const standing = await listVolumes(old.providerId, verified);
    if (standing.some(({ id }) => volumes.includes(id))) return { isProven: true };
  }
  if (machines.length + volumes.length > 0) throw refusal;
  return { isProven: false };
}

/**
 * Looks again under the key's lock where nothing proved the account: refuses with `key-busy` while a
 * machine asked for under the key has not answered, and where anything came to hang on it meanwhile.
 */
export async function requireIdle(tx: Tx, providerKeyId: string): Promise<void> {
  const { machines, volumes } = await hangingOn(tx, providerKeyId);
  const asked = await tx.providerCall.count({
    where: {
      providerKeyId,
      verb: "launch",
      status: { in: ["SENT", "AMBIGUOUS"] },
      operation: { state: "open" },
    },
  });
  if (asked + machines.length + volumes.length > 0) throw new AppError("conflict", "key-busy");
}

/** Provider's ids of what is known to stand in the key's account. */
async function hangingOn(tx: Tx, providerKeyId: string) {
  const machines = await tx.deployment.findMany({
    where: { providerKeyId, endedAt: null, status: { not: "lost" } },
    select: { providerInstanceId: true },
  });
  const strays = await tx.strayMachine.findMany({
    where: { providerKeyId, goneAt: null, decision: null },
    select: { providerInstanceId: true },
  });
  const volumes = await tx.volume.findMany({
    where: { providerKeyId, goneAt: null },
    select: { providerVolumeId: true },
  });
  return {
    machines: [...machines, ...strays].flatMap(
      ({ providerInstanceId }) => providerInstanceId ?? [],
    ),
    volumes: volumes.map(({ providerVolumeId }) => providerVolumeId),
  };
}

function listMachines(providerId: string, { credentials }: VerifiedKey) {
  return asked(providerId, credentials, (context) =>
    getProvider(providerId).instances?.list(credentials, context),
  );
}

function listVolumes(providerId: string, { credentials }: VerifiedKey) {
  return asked(providerId, credentials, (context) =>
    getProvider(providerId).volumes?.list(credentials, context),
  );
}

async function asked<T>(
  providerId: string,
  credentials: Credentials,
  ask: (context: CallContext) => Promise<readonly T[]> | undefined,
): Promise<readonly T[]> {
  const { meta } = getProvider(providerId);
  const limits = meta.capabilities?.rate ?? [];
  const context = {
    signal: AbortSignal.timeout(LIST_LIMIT_MS),
    guard: callGuard({ providerId, credentials, limits, purpose: "any" }),
  };
  try {
    return (await ask(context)) ?? [];
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw new AppError("provider", "provider-unreachable", { values: { provider: meta.name } });
  }
}
