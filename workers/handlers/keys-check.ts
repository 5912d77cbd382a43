import { checkKeys } from "@/lib/health/check-keys";
import type { Handler } from "@/workers/handlers/handler";

/** Asks whether keys that are due still work. */
export const keysCheck: Handler<"keys.check"> = async () => {
  await checkKeys();
};
