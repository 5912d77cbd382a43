import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { inTeam } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { agentScript } from "@/lib/health/heartbeat/agent-script";
import type { HeartbeatView } from "@/lib/health/types";

/**
 * How a deployment's machine is made to tell of itself, for those who may change it, and when it last
 * did. Throws `not-found`, also for another team's.
 */
export function getHeartbeat(scope: TeamScope, id: string): Promise<HeartbeatView> {
  requireRead(scope, "deployments.write");
  const teamId = scope.team.id;
  return inTeam(teamId, async (tx) => {
    const row = await tx.deployment.findFirst({
      where: { id, teamId },
      select: { probes: { select: { heartbeatAt: true } } },
    });
    if (!row) throw new AppError("not-found", "deployment-not-found");
    return {
      at: row.probes?.heartbeatAt?.toISOString() ?? null,
      script: agentScript({ teamId, deploymentId: id }),
    };
  });
}
