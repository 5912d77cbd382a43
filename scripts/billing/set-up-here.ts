import { setUpBilling } from "@/lib/billing/set-up";
import { disconnect } from "@/lib/db";
import { AppError } from "@/lib/errors";

/** Sets up what is sold in a process with the settings of a world, and answers over the channel. */
const result = await setUpBilling().catch((error: unknown) => {
  if (error instanceof AppError) return { refused: error.reason };
  throw error;
});
await disconnect();
process.send?.(result, () => process.disconnect());
