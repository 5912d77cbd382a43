import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { requireChannel } from "@/lib/notifications/kept/require-channel";
import { setRuleInput } from "@/lib/notifications/rules/schema";
import { certainByMail, OWN_MAIL } from "@/lib/notifications/rules/types";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Chooses how a group of events is told in one place: the person's own mail or channel, or one of the
 * team's. Refusals: `mail-certain` for what cannot be ended, `channel-unknown`.
 */
export const setRule = defineVerb({
  name: "channels.set-rule",
  input: setRuleInput,
  output: setRuleInput,
  permission: "alerts.write",
  feature: "notifications",
  audit: ({ group, channel, mode }) => ({ target: channel, details: { group, mode } }),
  async run({ tx, scope }, input) {
    const { group, channel, mode } = input;
    const isMail = channel === OWN_MAIL;
    if (isMail && certainByMail.includes(group)) throw new AppError("conflict", "mail-certain");
    const place = isMail ? null : await requireChannel(tx, scope, channel);
    const isTeams = place !== null && place.userId === null;
    if (isTeams && mode === "digest") throw new AppError("conflict", "digest-of-people");
    const recipient = isTeams ? channel : personOfScope(scope).userId;
    const key = { teamId: scope.team.id, recipient, eventGroup: group, channel };
    await tx.notificationRule.upsert({
      where: { teamId_recipient_eventGroup_channel: key },
      create: { ...key, mode },
      update: { mode },
    });
    return input;
  },
});
