import { clock } from "@/lib/clock";
import { enqueue } from "@/lib/jobs/enqueue";
import { type NextLook, runWishes } from "@/lib/volumes/run-wish";
import type { Handler } from "@/workers/handlers/handler";

/** Brings one volume's wish forward and comes back when it has waited enough. */
export const volumesRun: Handler<"volumes.run"> = async ({ volumeId }) => {
  for (const look of await runWishes(volumeId)) await comeBack(look);
};

/** One wake per volume and moment; without it the next sweep would find the row. */
export function comeBack({ volumeId, at }: NextLook): Promise<void> {
  const delayMs = Math.max(1, at.getTime() - clock.now().getTime() + 5);
  const jobId = `volume-${volumeId}-${at.getTime()}`;
  return enqueue("volumes.run", { volumeId }, { jobId, delayMs });
}
