import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { asWorker, inTeam } from "@/lib/db";
import { cleanLine } from "@/lib/deployments/clean-line";
import { AppError } from "@/lib/errors";
import { openAccount } from "@/lib/operations/account";
import { ProviderError, type ProviderErrorKind } from "@/lib/providers/errors";

const MOST_LINES = 500;
const LIMIT_MS = 15_000;

/** A machine's last output, or why the provider gave none. */
export interface LogsView {
  readonly lines: readonly string[];
  /** A provider error kind; null where it answered. */
  readonly failure: ProviderErrorKind | null;
}

/**
 * The last lines a machine wrote, as the provider has them; asks it every time. Throws `not-found`
 * for a machine the team does not have, one that does not exist yet, and a provider without logs.
 */
export async function readLogs(scope: TeamScope, deploymentId: string): Promise<LogsView> {
  requireRead(scope, "deployments.read");
  const row = await inTeam(scope.team.id, (tx) =>
    tx.deployment.findFirst({
      where: { id: deploymentId, teamId: scope.team.id },
      select: {
        providerInstanceId: true,
        providerKey: { select: { id: true, providerId: true } },
      },
    }),
  );
  if (!row?.providerInstanceId) throw new AppError("not-found", "deployment-not-found");
  const account = await asWorker((tx) => openAccount(tx, row.providerKey));
  const { credentials, instances, context } = account;
  if (!instances.logs) throw new AppError("not-found", "no-logs");
  const signal = AbortSignal.timeout(LIMIT_MS);
  try {
    const lines = await instances.logs(credentials, row.providerInstanceId, {
      ...context,
      signal,
    });
    return {
      lines: lines.slice(-MOST_LINES).map((line) => cleanLine(line, credentials)),
      failure: null,
    };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { lines: [], failure: error.kind };
  }
}
