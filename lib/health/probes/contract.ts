import type { FaultClass, FirstAct, GpuFigures, Notice, ProbeKind } from "@/lib/health/types";

/** What one probe of one round found. */
export interface Finding {
  readonly kind: ProbeKind;
  /** `null`: no opinion, which is never held against a machine. */
  readonly ok: boolean | null;
  readonly ms: number;
  /** What is wrong, where `ok` is false. */
  readonly fault?: FaultClass;
  /** What helps first, where that is not what the fault's class says. */
  readonly firstAct?: FirstAct;
  /** What a person reads beside it: a word of `deployments.health.seen`, and a number. */
  readonly word: string;
  readonly figure?: number;
  readonly notices?: readonly Notice[];
  readonly figures?: GpuFigures;
}
