import { type FaultClass, type FirstAct, faultClasses } from "@/lib/health/types";

interface Fault {
  readonly firstAct: FirstAct;
  /** Makes a machine unwell; the others are worth a notice. */
  readonly isTrouble: boolean;
  /** Needs no second round: it was confirmed as it was seen. */
  readonly isHard: boolean;
}

const table: Readonly<Record<FaultClass, Fault>> = {
  gone: { firstAct: "recreate", isTrouble: true, isHard: true },
  "gpu-lost": { firstAct: "reboot", isTrouble: true, isHard: true },
  "gpu-fault": { firstAct: "reboot", isTrouble: true, isHard: false },
  unreachable: { firstAct: "reboot", isTrouble: true, isHard: false },
  "app-down": { firstAct: "restart-workload", isTrouble: true, isHard: false },
  "app-fault": { firstAct: "restart-workload", isTrouble: true, isHard: false },
  "gpu-worn": { firstAct: "reboot-in-window", isTrouble: false, isHard: false },
  resource: { firstAct: "notice", isTrouble: false, isHard: false },
  "control-plane": { firstAct: "freeze", isTrouble: false, isHard: false },
};

/** What a class of fault means and what helps first. */
export function faultOf(fault: FaultClass): Fault {
  return table[fault];
}

/** The graver of two faults comes first. */
export function byGravity(one: FaultClass, other: FaultClass): number {
  return faultClasses.indexOf(one) - faultClasses.indexOf(other);
}

/** Reads a stored fault; `null` for none and for one this release does not know. */
export function parseFault(text: string | null): FaultClass | null {
  return faultClasses.find((fault) => fault === text) ?? null;
}
