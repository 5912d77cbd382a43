import { clock } from "@/lib/clock";
import { judgeGpuReport, readGpuReport } from "@/lib/health/gpu-report";
import type { Finding, Probe, Target } from "@/lib/health/probes/contract";
import { later } from "@/lib/pace";

/** Three are missing: one may be lost on its way. */
const SILENT_MS = 100_000;

/** Reads whether a machine that tells of itself still does, and what it tells. */
export const heartbeatProbe: Probe = {
  kind: "heartbeat",
  asks: ({ heartbeat }) => heartbeat !== null,
  run: async (target) => read(target),
};

function read({ heartbeat, gpuCount: paidGpus, errorsBase }: Target): Finding {
  if (!heartbeat) return { kind: "heartbeat", ok: null, ms: 0, word: "no-address" };
  const { at, text } = heartbeat;
  const ageS = Math.round((clock.now().getTime() - at.getTime()) / 1_000);
  if (at < later(clock.now(), -SILENT_MS)) {
    const fault = "unreachable";
    return { kind: "heartbeat", ok: false, ms: 0, fault, word: "beat-missing", figure: ageS };
  }
  const { figures, notices } = judgeGpuReport(readGpuReport(text), { paidGpus, errorsBase });
  return { kind: "heartbeat", ok: true, ms: 0, word: "beats", figures, notices };
}
