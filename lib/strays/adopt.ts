import type { Tx } from "@/lib/db";
import { lockDeployment, readView } from "@/lib/deployments/change-wish";
import { observe } from "@/lib/deployments/observe";
import type { Status, Wish } from "@/lib/deployments/states";
import { deploymentView } from "@/lib/deployments/types";
import { AppError } from "@/lib/errors";
import type { Instance } from "@/lib/providers/contract";
import { defineVerb } from "@/lib/verbs/define-verb";
import { type Asker, findAskers } from "./asker";
import { decide } from "./decide";
import { lookAtStray } from "./look-at-stray";
import { strayInput } from "./schema";
import { takeOver } from "./take-over";

/**
 * Makes a machine nobody owns a deployment of the team, as the provider says it is now: nothing is
 * started that was stopped. Where a launch asks whether it is the one it made, it becomes that
 * launch's own machine instead. Refusals: `stray-not-found`, `stray-decided`, `stray-gone`,
 * `provider-silent`, `key-refused`.
 */
export const adoptStray = defineVerb({
  name: "strays.adopt",
  input: strayInput,
  output: deploymentView,
  permission: "deployments.write",
  feature: "deployments",
  audit: ({ strayId }, { id }) => ({ target: id, details: { strayId } }),
  prepare: (scope, { strayId }) => lookAtStray(scope, strayId),
  async run({ tx, scope, now, wake, prepared: instance }, { strayId }) {
    const asker = await holdAsker(tx, scope.team.id, strayId);
    const stray = await decide(tx, scope, { strayId, decision: "adopted", now });
    if (asker) {
      wake("operations.run", { deploymentId: asker.deploymentId });
      return readView(tx, asker.deploymentId, now);
    }
    const { id } = await takeOver(tx, scope, { stray, now, ...statesOf(instance) });
    const row = await tx.deployment.findUniqueOrThrow({ where: { id } });
    await observe(tx, row, instance, now);
    return readView(tx, id, now);
  },
});

/**
 * The launch that waits to hear which machine is its own, its row locked; it takes no answer but the
 * first. Throws `stray-decided` where another machine was named before.
 */
async function holdAsker(tx: Tx, teamId: string, strayId: string): Promise<Asker | null> {
  const find = async () => {
    const strays = await tx.strayMachine.findMany({ where: { id: strayId, teamId } });
    return (await findAskers(tx, strays)).get(strayId);
  };
  const asker = await find();
  if (!asker?.isWaiting) return null;
  await lockDeployment(tx, teamId, asker.deploymentId);
  if (!(await find())?.isWaiting) return null;
  const named = await tx.strayMachine.count({
    where: { ownedByCallId: asker.callId, decision: "adopted" },
  });
  if (named > 0) throw new AppError("conflict", "stray-decided");
  return asker;
}

interface States {
  readonly status: Status;
  readonly desired: Wish;
  readonly isSettled: boolean;
}

/** What is there is what is wanted; a machine the provider is ending is wanted gone. */
function statesOf({ status }: Instance): States {
  switch (status) {
    case "stopped":
      return { status: "stopped", desired: "stopped", isSettled: true };
    case "provisioning":
      return { status: "provisioning", desired: "running", isSettled: true };
    case "failed":
      return { status: "failed", desired: "running", isSettled: true };
    case "terminating":
    case "terminated":
      return { status: "running", desired: "deleted", isSettled: false };
    case "running":
    case "unknown":
      return { status: "running", desired: "running", isSettled: true };
    default:
      return status satisfies never;
  }
}
