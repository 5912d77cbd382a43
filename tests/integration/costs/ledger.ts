import type { TeamScope } from "@/lib/auth/scope";
import { asWorker } from "@/lib/db";
import { newId } from "@/lib/ids";

export interface Machine {
  readonly id: string;
  readonly providerId: string;
  readonly gpuModel: string;
}

export interface Use {
  readonly machine: Machine;
  readonly ratePerHourMicros: bigint;
  readonly fromAt: Date;
  readonly toAt: Date | null;
}

/** A machine's row as the engine would leave it; what is asked is what its use has cost. */
export async function addMachine(
  scope: TeamScope,
  keyId: string,
  made: { readonly name: string; readonly providerId: string; readonly gpuModel: string },
): Promise<Machine> {
  const id = newId("dep");
  const at = new Date("2026-03-01T00:00:00Z");
  await asWorker(
    (tx) => tx.$executeRaw`INSERT INTO deployment (id, team_id, project_id, provider_key_id, name,
        provider_id, desired, status, status_since, offer_id, gpu_model, gpu_spelling, gpu_count,
        instance_type, quoted_per_hour_micros, quoted_at, rate_per_hour_micros, created_at,
        settled_generation)
      VALUES (${id}, ${scope.team.id}, ${scope.team.defaultProjectId}, ${keyId}, ${made.name},
        ${made.providerId}, 'running', 'running', ${at}, 'off_any', ${made.gpuModel}, 'GPU', 1,
        'any', 1000000, ${at}, 1000000, ${at}, 1)`,
  );
  return { id, providerId: made.providerId, gpuModel: made.gpuModel };
}

/** Writes stretches of use into the team's ledger. */
export async function addUse(scope: TeamScope, uses: readonly Use[]): Promise<void> {
  const data = uses.map(({ machine, ...use }) => ({
    id: newId("seg"),
    teamId: scope.team.id,
    projectId: scope.team.defaultProjectId,
    deploymentId: machine.id,
    cause: "running",
    ...use,
  }));
  await asWorker((tx) => tx.usageSegment.createMany({ data }));
}
