import { clock } from "@/lib/clock";
import { inTeam } from "@/lib/db";
import { type Beating, isSigned } from "@/lib/health/heartbeat/signature";

/** A machine's clock may be off by so much. */
const SKEW_MS = 5 * 60_000;

/** A heartbeat as it came: who it says it is from, when it says it is, and what it says. */
export interface Heartbeat {
  /** Team and deployment, parted by `~`. */
  readonly machine: string;
  /** Seconds since 1970 by the machine's own clock. */
  readonly time: string;
  readonly signature: string;
  /** Lines as `readGpuReport` reads them. */
  readonly body: string;
}

/**
 * Keeps what a machine tells of itself. `refused`: its signature or its clock is wrong, or it was told
 * before; `unknown`: it does not run as far as we know.
 */
export async function takeInHeartbeat(beat: Heartbeat): Promise<"taken" | "refused" | "unknown"> {
  const [teamId = "", deploymentId = "", ...rest] = beat.machine.split("~");
  const of = { teamId, deploymentId };
  if (rest.length > 0 || !isSigned(of, beat) || !isNow(beat.time)) return "refused";
  return keep(of, beat);
}

function isNow(time: string): boolean {
  const offMs = clock.onDevices().getTime() - Number(time) * 1_000;
  return /^\d{9,11}$/.test(time) && Math.abs(offMs) <= SKEW_MS;
}

function keep({ teamId, deploymentId }: Beating, { time, body }: Heartbeat) {
  const sentAt = new Date(Number(time) * 1_000);
  return inTeam(teamId, async (tx) => {
    const before = await tx.probeState.findUnique({
      where: { deploymentId },
      select: { heartbeatSentAt: true },
    });
    if (!before) return "unknown";
    const { count } = await tx.probeState.updateMany({
      where: {
        deploymentId,
        OR: [{ heartbeatSentAt: null }, { heartbeatSentAt: { lt: sentAt } }],
      },
      data: { heartbeatAt: clock.now(), heartbeatSentAt: sentAt, heartbeat: body },
    });
    return count > 0 ? "taken" : "refused";
  });
}
