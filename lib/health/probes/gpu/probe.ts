import { judgeGpuReport, readGpuReport } from "@/lib/health/gpu-report";
import type { Finding, Probe, Target } from "@/lib/health/probes/contract";
import { runScript } from "@/lib/ssh/run-script";
import { SshFailure } from "@/lib/ssh/ssh-failure";
import { openWatchKey } from "@/lib/watch-key/open-watch-key";
import { gpuScript } from "./script";

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 64 * 1_024;

/**
 * Looks into a machine over SSH with the team's watch key: its GPUs, the driver's log, its disk. A
 * machine that does not let us in, or shows another host key than the one it is known by, is judged by
 * nothing here; whether it answers at all is for the other probes to say.
 */
export const gpuProbe: Probe = {
  kind: "gpu",
  asks: ({ inside, ssh, isDeep }) => inside !== null && ssh !== null && isDeep,
  async run(target, signal) {
    const startedAt = performance.now();
    try {
      return await lookInside(target, signal);
    } catch (error) {
      const ms = Math.round(performance.now() - startedAt);
      return { kind: "gpu", ok: null, ms, ...whyUnseen(error) };
    }
  },
};

async function lookInside(target: Target, signal: AbortSignal): Promise<Finding> {
  const { inside, ssh, gpuCount: paidGpus, errorsBase } = target;
  const privateKey = inside && (await openWatchKey(inside.teamId));
  if (!inside || !ssh || !privateKey) return { kind: "gpu", ok: null, ms: 0, word: "no-key" };
  const result = await runScript({ ...ssh, privateKey, hostKey: inside.hostKey }, gpuScript, {
    timeoutMs: TIMEOUT_MS,
    maxBytes: MOST_BYTES,
    signal,
  });
  const judgement = judgeGpuReport(readGpuReport(result.stdout), { paidGpus, errorsBase });
  return {
    kind: "gpu",
    ms: result.ms,
    ...judgement,
    ...(inside.hostKey === null && { hostKey: result.hostKey }),
  };
}

function whyUnseen(error: unknown): Pick<Finding, "word" | "notices" | "hostKey"> {
  if (!(error instanceof SshFailure)) return { word: "no-key" };
  if (error.kind === "key-refused") return { word: "key-refused" };
  if (error.kind !== "host-key-changed" || error.hostKey === null) return { word: "no-entry" };
  return {
    word: "host-key-changed",
    hostKey: error.hostKey,
    notices: [{ word: "host-key-changed", figure: null, fault: null }],
  };
}
