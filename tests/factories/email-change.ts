import { mailLink } from "@/lib/auth/mail-link";
import { clock } from "@/lib/clock";
import { asAccounts } from "@/lib/db";
import { newId } from "@/lib/ids";
import { newEmail } from "@/tests/factories/people";

/** A change of address that waits for its link; answers the link's secret part. */
export async function giveEmailChange(of: {
  readonly userId: string;
  readonly oldEmail: string;
}): Promise<string> {
  const id = newId("chg");
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + 3_600_000);
  const row = { id, ...of, newEmail: newEmail(), createdAt, expiresAt };
  await asAccounts((tx) => tx.emailChange.createMany({ data: [row] }));
  return linkOfChange(id);
}

/** The secret part of the link mailed to a new address. */
export function linkOfChange(id: string): string {
  return new URL(mailLink("email", id, "en")).searchParams.get("token") ?? "";
}
