import type { Finding, Probe, Target } from "@/lib/health/probes/contract";
import { isOurs } from "@/lib/health/probes/ours";
import { patience } from "@/lib/health/probes/patience";
import { doorsOf } from "@/lib/health/probes/tcp/doors";
import { toNetFailure } from "@/lib/net/net-failure";
import { openSocket } from "@/lib/net/open-socket";

const LIMIT_MS = 5_000;

/** Knocks at the first door of a machine. */
export const tcpProbe: Probe = {
  kind: "tcp",
  asks: (target) => doorsOf(target).length > 0,
  run: knock,
};

async function knock(target: Target, signal: AbortSignal): Promise<Finding> {
  const startedAt = performance.now();
  const since = () => Math.round(performance.now() - startedAt);
  const [door] = doorsOf(target);
  if (!door) return { kind: "tcp", ok: null, ms: 0, word: "no-address" };
  try {
    const timeoutMs = patience(LIMIT_MS);
    const socket = await openSocket({ ...door, timeoutMs, purpose: "machine", signal });
    socket.destroy();
    return { kind: "tcp", ok: true, ms: since(), word: "connected" };
  } catch (error) {
    const { kind: word } = toNetFailure(error);
    // An image without SSH refuses for ever, and is no worse for it.
    const isUntold = isOurs(word) || (word === "refused" && !target.hasAnswered);
    const found = { kind: "tcp", ms: since(), word } as const;
    return isUntold ? { ...found, ok: null } : { ...found, ok: false, fault: "unreachable" };
  }
}
