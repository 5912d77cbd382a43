import { z } from "zod";
import { AppError } from "@/lib/errors";
import { readNoticesLink } from "@/lib/notifications/rules/notices-link";
import { noticesLinkInput } from "@/lib/notifications/rules/schema";
import { OWN_MAIL } from "@/lib/notifications/rules/types";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/**
 * Ends mails of one kind through the link in one of them, signed in or not, and has them sent again
 * through the same link: a slip is undone where it was made. Ended twice is ended.
 */
export const endNoticesByMail = defineAccountVerb({
  name: "notices.end-by-mail",
  input: noticesLinkInput,
  output: z.object({ isOn: z.boolean() }),
  permission: "visitor",
  feature: null,
  audit: ({ token, on }) => ({ target: token.split(".")[0] ?? null, details: { on } }),
  async run({ tx }, { token, on }) {
    const link = readNoticesLink(token);
    if (!link) throw new AppError("invalid", "link-unknown");
    const { teamId, userId, group } = link;
    const mode = on ? "now" : "off";
    const key = { teamId, recipient: userId, eventGroup: group, channel: OWN_MAIL };
    await tx.notificationRule.upsert({
      where: { teamId_recipient_eventGroup_channel: key },
      create: { ...key, mode },
      update: { mode },
    });
    return { isOn: on };
  },
});
