import { disconnect } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { setUpBilling } from "@/lib/subscriptions/set-up";

/** Sets up what is sold in a process with the settings of a world, and answers over the channel. */
const result = await setUpBilling()
  .then((made) => ({ made }))
  .catch((error: unknown) => {
    if (error instanceof AppError) return { refused: error.reason };
    throw error;
  });
await disconnect();
process.send?.(result, () => process.disconnect());
