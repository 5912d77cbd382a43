import type { Finding } from "@/lib/health/probes/contract";

/** What a round measured; null: it did not, or the machine does not say. */
export interface Figures {
  /** How long the slowest probe over the network took. */
  readonly answerMs: number | null;
  readonly gpuUse: number | null;
  readonly gpuMemory: number | null;
  readonly gpuTemperature: number | null;
  readonly gpuWatts: number | null;
}

/** The figures among what one round found. Pure. */
export function figuresOf(findings: readonly Finding[]): Figures {
  const gpu = findings.find((one) => one.figures)?.figures;
  const waits = findings.flatMap(({ kind, ok, ms }) => (kind !== "gpu" && ok ? [ms] : []));
  return {
    answerMs: waits.length > 0 ? Math.round(Math.max(...waits)) : null,
    gpuUse: gpu?.usePercent ?? null,
    gpuMemory: gpu?.memoryPercent ?? null,
    gpuTemperature: gpu?.temperature ?? null,
    gpuWatts: gpu?.powerWatts ?? null,
  };
}
