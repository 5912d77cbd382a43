import { clock } from "@/lib/clock";
import { disconnect } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { refreshProvider } from "@/lib/prices/refresh-provider";

/** Runs one source in a process with the settings of a world, and answers over the channel. */
const [providerId = ""] = process.argv.slice(2);
const result = await refreshProvider(providerId, { now: clock.now() }).catch((error: unknown) => {
  if (error instanceof AppError) return { kind: "refused", reason: error.reason };
  throw error;
});
await disconnect();
process.send?.({ providerId, ...result }, () => process.disconnect());
