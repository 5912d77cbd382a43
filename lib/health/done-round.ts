import type { DueRound } from "@/lib/health/claim-rounds";
import type { Noticed } from "@/lib/health/notices";
import type { Finding } from "@/lib/health/probes/contract";
import type { Notice } from "@/lib/health/types";
import type { Memory, Round } from "@/lib/health/verdict";

/** One round, run: what was found, and what the probes say after it. */
export interface DoneRound {
  readonly due: DueRound;
  readonly startedAt: Date;
  readonly findings: readonly Finding[];
  readonly round: Round;
  readonly memory: Memory;
  readonly graceUntil: Date | null;
  /** What is worth telling beside all that, for the first time or anew. */
  readonly notices: readonly Notice[];
  readonly noticed: Noticed;
}
