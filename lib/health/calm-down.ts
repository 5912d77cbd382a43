import { clock } from "@/lib/clock";
import { asWorker, onceAsWorker } from "@/lib/db";
import { conclude } from "@/lib/health/conclude";
import { fade } from "@/lib/health/flap";

const MOST_AT_ONCE = 200;

/** Lets go of machines that were well and unwell in turns and have stayed as they are for long enough. */
export async function calmDown(): Promise<void> {
  const now = clock.now();
  const flapping = await onceAsWorker((db) =>
    db.healthState.findMany({
      where: { isFlapping: true },
      orderBy: { flapAt: "asc" },
      take: MOST_AT_ONCE,
    }),
  );
  for (const { deploymentId, flapScore, flapAt, isFlapping } of flapping) {
    const flap = { score: flapScore, at: flapAt ?? now, isFlapping };
    if (fade(flap, now).isFlapping) continue;
    await asWorker((tx) =>
      conclude(tx, deploymentId, { at: now, reason: "calm", seen: [], scope: null }),
    );
  }
}
