import { readLinkToken } from "@/lib/auth/mail-link";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { lockSeats } from "./seats";

/**
 * The invitation behind a mailed link, while its team's members are held; throws `link-unknown` for
 * any other text.
 */
export async function holdInviteOfLink(tx: Tx, token: string) {
  const id = readLinkToken("invite", token);
  const found = id ? await tx.teamInvite.findUnique({ where: { id } }) : null;
  if (!found) throw new AppError("invalid", "link-unknown");
  await lockSeats(tx, found.teamId);
  return tx.teamInvite.findUniqueOrThrow({ where: { id: found.id } });
}
