/** What tells whether a machine sleeps or is on its way there. */
export interface SleepFacts {
  readonly desired: string;
  readonly stopMode: string;
  readonly status: string;
  readonly statusReason: string | null;
  readonly desiredGeneration: number;
  readonly settledGeneration: number;
}

/**
 * Whether sleep is wished for and not given up. A machine that was stopped and would not sleep goes
 * on costing what a stopped one does, so it may be asked to sleep again. Pure.
 */
export function isSleepWished(facts: SleepFacts): boolean {
  if (facts.desired !== "stopped" || facts.stopMode !== "hibernate") return false;
  const isSettled = facts.settledGeneration >= facts.desiredGeneration;
  return !isSettled || facts.status !== "stopped" || facts.statusReason === "hibernated";
}
