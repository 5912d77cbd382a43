import { z } from "zod";
import type { HealthState, ProbeState } from "@/lib/generated/prisma/client";
import { parseFault } from "@/lib/health/faults";
import { type FirstAct, firstActs, type Verdict, verdicts } from "@/lib/health/types";
import type { Memory, ProviderSays, Standing } from "@/lib/health/verdict";

const says = z.enum(["healthy", "suspect", "unhealthy"]).nullable().catch(null);
const provider = z.enum(["healthy", "unhealthy", "unknown"]).catch("unknown");

/** What the probes of a machine say so far, from its row. */
export function readMemory(
  row: Pick<ProbeState, "says" | "recent" | "fault" | "firstAct" | "badSince">,
): Memory {
  return {
    says: says.parse(row.says),
    recent: row.recent,
    fault: parseFault(row.fault),
    firstAct: parseFirstAct(row.firstAct),
    badSince: row.badSince,
  };
}

/** Reads the provider's stored part of a verdict. */
export function parseProviderSays(text: string): ProviderSays {
  return provider.parse(text);
}

/** Reads a stored first act; `null` for none and for one this release does not know. */
export function parseFirstAct(text: string | null): FirstAct | null {
  return firstActs.find((act) => act === text) ?? null;
}

const verdict = z.enum(verdicts).catch("unknown");

/** Reads a stored verdict; `unknown` for none and for one this release does not know. */
export function parseVerdict(text: string | undefined): Verdict {
  return verdict.parse(text);
}

/** Reads what was concluded of a machine, as it stands. */
export function readStanding({
  verdict,
  fault,
  firstAct,
}: Pick<HealthState, "verdict" | "fault" | "firstAct">): Standing {
  return {
    verdict: parseVerdict(verdict),
    fault: parseFault(fault),
    firstAct: parseFirstAct(firstAct),
  };
}
