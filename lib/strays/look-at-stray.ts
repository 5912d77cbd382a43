import type { TeamScope } from "@/lib/auth/scope";
import { asWorker, inTeam } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { openAccount } from "@/lib/operations/account";
import type { Instance } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";
import { findProviderMeta } from "@/lib/providers/meta";

/**
 * Asks the provider what a stray is doing now, before it is taken over. Throws `stray-not-found` for
 * another team's, `stray-gone` where the provider does not show it any more, and
 * `provider-silent` where it cannot be asked.
 */
export async function lookAtStray(scope: TeamScope, strayId: string): Promise<Instance> {
  const { stray, key } = await inTeam(scope.team.id, async (tx) => {
    const row = await tx.strayMachine.findFirst({ where: { id: strayId, teamId: scope.team.id } });
    const where = { id: row?.providerKeyId ?? "", state: { not: "removed" } };
    const select = { id: true, providerId: true };
    return { stray: row, key: row && (await tx.providerKey.findFirst({ where, select })) };
  });
  if (!stray) throw new AppError("not-found", "stray-not-found");
  if (!key) throw new AppError("not-found", "key-unknown");
  const account = await asWorker((tx) => openAccount(tx, key));
  try {
    const { instances, credentials, context } = account;
    const instance = await instances.get(credentials, stray.providerInstanceId, context);
    if (instance && instance.status !== "terminated") return instance;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const provider = findProviderMeta(key.providerId)?.name ?? key.providerId;
    throw new AppError("provider", "provider-silent", { values: { provider } });
  }
  throw new AppError("conflict", "stray-gone");
}
