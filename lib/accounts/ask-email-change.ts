import { z } from "zod";
import { countTry } from "@/lib/auth/rate-limits";
import { email } from "@/lib/auth/schema";
import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { tellPerson } from "@/lib/events/tell-person";
import { newId } from "@/lib/ids";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

const LIFETIME_MS = 24 * 3_600_000;
const input = z.object({ email });

/**
 * Mails a link to a new address; the account keeps its own until that is opened. The answer is the
 * same where the address has an account: whoever reads that mailbox hears so from the link.
 */
export const askEmailChange = defineAccountVerb({
  name: "accounts.ask-email-change",
  input,
  output: input,
  permission: "self",
  feature: null,
  fresh: true,
  audit: () => ({}),
  async prepare(scope, wanted) {
    await countTry("mailbox", `change ${personOfScope(scope).userId}`);
    await countTry("mailbox", `change to ${wanted.email}`);
  },
  async run({ tx, scope, now, wake }, { email: newEmail }) {
    const { userId } = personOfScope(scope);
    const { email: oldEmail } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    if (newEmail === oldEmail) {
      throw new AppError("invalid", "email-same", { fields: { email: "email-same" } });
    }
    await tx.emailChange.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
    const id = newId("chg");
    const expiresAt = new Date(now.getTime() + LIFETIME_MS);
    await tx.emailChange.createMany({
      data: [{ id, userId, oldEmail, newEmail, createdAt: now, expiresAt }],
    });
    const data = { changeId: id };
    await tellPerson(tx, { userId, type: "account.email-change-asked", data, now });
    wake("notifications.fan-out", {});
    return { email: newEmail };
  },
});
