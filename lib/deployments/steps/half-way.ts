import { setRate } from "@/lib/costs/usage-segments";
import type { Tx } from "@/lib/db";
import { startingPerHour } from "@/lib/deployments/usage-rate";
import type { Micros } from "@/lib/money";
import { lastCall, type Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

/** The step whose call makes what is left of a launch. */
export const FINISH_STEP = "finish";
const bringsUp: ReadonlySet<string> = new Set(["launch", "start", "restart"]);

/** Whether a machine that is off may be one whose launch stopped half-way: nothing followed it. */
export function isUnfinished({ account, calls }: Work): boolean {
  const last = calls.findLast(({ verb }) => bringsUp.has(verb));
  return account.instances.finishLaunch !== undefined && last?.verb === "launch";
}

/** Whether the last that was done to bring a machine up was to finish its launch. */
export function isFinished(work: Work): boolean {
  const last = work.calls.findLast(({ verb }) => bringsUp.has(verb));
  return last !== undefined && last === lastCall(work, FINISH_STEP);
}

/**
 * What a machine costs that is still to come up: one that is off has no GPU yet, and costs no more
 * than one that is stopped. `undefined` where its launch cannot stop half-way.
 */
export function halfWayRate(work: Work, { status }: Pick<Instance, "status">): Micros | undefined {
  if (!isUnfinished(work)) return undefined;
  const { deployment, account } = work;
  if (status === "stopped") return deployment.stoppedPerHourMicros;
  return startingPerHour(deployment, account.capabilities);
}

/** Books it from now on, as the machine is seen. */
export async function bookHalfWay(tx: Tx, work: Work, instance: Instance): Promise<void> {
  const rate = halfWayRate(work, instance);
  if (rate === undefined) return;
  await setRate(tx, work.deployment, { rate, at: work.now, cause: "provisioning" });
}
