import { clock } from "@/lib/clock";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { openTotp, stepOfCode } from "./totp";

/**
 * Uses up a code of a person's authenticator app: it and every older one are refused from then on
 * (ASVS 6.5.1). Throws `wrong-code` for any other.
 */
export async function spendTotp(
  tx: Tx,
  facts: { readonly userId: string; readonly code: string; readonly isFirst?: true },
): Promise<void> {
  const { userId, code, isFirst } = facts;
  const wrong = new AppError("invalid", "wrong-code", { fields: { code: "wrong-code" } });
  const row = await tx.totp.findUnique({ where: { userId } });
  if (!row || (row.confirmedAt === null) !== (isFirst === true)) throw wrong;
  const step = stepOfCode(openTotp(row, userId), code, clock.onDevices());
  if (step === null) throw wrong;
  const won = await tx.totp.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  if (won.count === 0) throw wrong;
}
