import { probes } from "@/lib/health/probes/registry";
import { runRounds } from "@/lib/health/run-rounds";
import type { Handler } from "@/workers/handlers/handler";

/** Probes the machines that are due and writes what follows. */
export const healthProbe: Handler<"health.probe"> = async (_payload, { signal }) => {
  await runRounds(probes, signal);
};
