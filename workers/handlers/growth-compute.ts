import { clock } from "@/lib/clock";
import { computeGrowth } from "@/lib/growth/compute";
import type { Handler } from "@/workers/handlers/handler";

/** Writes the growth figures of the day, and those of days that were missed. */
export const growthCompute: Handler<"growth.compute"> = async () => {
  await computeGrowth(clock.now());
};
