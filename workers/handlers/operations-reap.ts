import { reapAccounts } from "@/lib/operations/reap";
import type { Handler } from "@/workers/handlers/handler";

/** Looks for machines of ours that no deployment owns. */
export const operationsReap: Handler<"operations.reap"> = async () => {
  await reapAccounts();
};
