import { lastCall, type Work } from "@/lib/operations/work";

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
