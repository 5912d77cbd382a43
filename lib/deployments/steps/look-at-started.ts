import { lookAt } from "@/lib/deployments/steps/look-at";
import { findMadeUnder } from "@/lib/operations/made-under";
import { later, paced } from "@/lib/operations/pace";
import { lastCall, type Outcome, type Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

const LOOK_AGAIN_MS = 5_000;

/** The step whose calls start machines, in every kind of operation. */
export const START_STEP = "start";

/** When a start was sent that nobody saw the answer of. */
export function unclearStart(work: Work): Date | undefined {
  const call = lastCall(work, START_STEP);
  const isUnclear = call?.status === "SENT" || call?.status === "AMBIGUOUS";
  return isUnclear ? (call.sentAt ?? undefined) : undefined;
}

/**
 * The deployment's machine. A start may have given it another id: where the answer to that was lost,
 * it is found by the name it was made under. `not-yet`: its provider may not show that id so soon, and
 * goes on showing the old one as stopped until it does.
 */
export async function lookAtStarted(work: Work): Promise<Instance | "not-yet" | null> {
  const found = (await lookAt(work)) ?? (await findRenamed(work));
  const sentAt = unclearStart(work);
  const { settleMs, startMayRename } = work.account.capabilities;
  const isOpen = !found || (startMayRename === true && found.status === "stopped");
  if (!isOpen || !sentAt) return found;
  return work.now < later(sentAt, settleMs) ? "not-yet" : found;
}

/** What to do while it is `not-yet` shown. */
export function lookAgain(): Outcome {
  return { kind: "wait", forMs: paced(LOOK_AGAIN_MS), reason: "looking" };
}

/** Whether a machine runs or is on its way to it. */
export function isUp({ status }: Instance): boolean {
  return status === "running" || status === "provisioning";
}

async function findRenamed(work: Work): Promise<Instance | null> {
  const { account, deployment } = work;
  const last = lastCall(work, START_STEP);
  if (!last || last.status === "INTENT" || !account.capabilities.startMayRename) return null;
  const all = await account.instances.list(account.credentials, account.context);
  return findMadeUnder(deployment.id, all);
}
