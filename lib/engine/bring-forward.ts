import { clock } from "@/lib/clock";
import { asWorker, onceAsWorker } from "@/lib/db";
import { reconcile } from "@/lib/deployments/reconcile";
import { plans } from "@/lib/engine/plans";
import { log } from "@/lib/log";
import { claimDue, hurrySuperseded } from "@/lib/operations/claim";
import { runOperation } from "@/lib/operations/run-operation";

/** More operations in a row than any honest wish needs. */
const MOST_OPERATIONS = 10;
const SWEEP_LIMIT = 500;
const SIDE_BY_SIDE = 10;

/** When to come back to a deployment that is waiting for something. */
export interface NextLook {
  readonly deploymentId: string;
  readonly at: Date;
}

/**
 * Brings one deployment as far towards what is wanted as it can go now. Answers when to come back,
 * or `null` where nothing is left to do or another worker is at it. A new wish waits for at most the
 * call in flight.
 */
export async function bringForward(deploymentId: string): Promise<NextLook | null> {
  let ran = false;
  await hurrySuperseded(deploymentId, clock.now());
  for (let turn = 0; turn < MOST_OPERATIONS; turn += 1) {
    await reconcile(deploymentId, clock.now());
    const [hold] = await claimDue({ now: clock.now(), limit: 1, deploymentId });
    if (!hold) break;
    ran = true;
    await runOperation(hold, plans);
  }
  return ran ? nextLook(deploymentId) : null;
}

async function nextLook(deploymentId: string): Promise<NextLook | null> {
  const open = await onceAsWorker((db) =>
    db.operation.findFirst({ where: { deploymentId, state: "open" }, select: { runAfter: true } }),
  );
  return open && { deploymentId, at: open.runAfter };
}

/** Finds every deployment with something due, whoever lost the wake, and brings it forward. */
export async function sweepOperations(): Promise<NextLook[]> {
  const due = await findDue(clock.now());
  const looks: NextLook[] = [];
  for (let from = 0; from < due.length; from += SIDE_BY_SIDE) {
    const some = due.slice(from, from + SIDE_BY_SIDE);
    const answers = await Promise.all(some.map((id) => bringForwardSafely(id)));
    looks.push(...answers.flatMap((look) => look ?? []));
  }
  return looks;
}

/** One deployment in trouble must not keep the others waiting. */
async function bringForwardSafely(deploymentId: string): Promise<NextLook | null> {
  try {
    return await bringForward(deploymentId);
  } catch (error) {
    log.error("deployment could not be brought forward", { deploymentId, error: String(error) });
    return null;
  }
}

function findDue(now: Date): Promise<string[]> {
  return asWorker(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT d.id FROM deployment d
      WHERE d.desired_generation > d.settled_generation
        AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.deployment_id = d.id AND o.state = 'open')
      UNION
      SELECT o.deployment_id AS id FROM operation o JOIN deployment d ON d.id = o.deployment_id
      WHERE o.state = 'open' AND (o.run_after <= ${now} OR d.desired_generation > o.generation)
        AND (o.lease_until IS NULL OR o.lease_until < clock_timestamp())
      LIMIT ${SWEEP_LIMIT}`;
    return rows.map((row) => row.id);
  });
}
