import { eraseAccounts } from "@/lib/erasure/erase-accounts";
import type { Handler } from "@/workers/handlers/handler";

/** Takes away what is stored of accounts that their owners deleted. */
export const accountsErase: Handler<"accounts.erase"> = () => eraseAccounts();
