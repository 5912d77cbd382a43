import { personOfScope } from "@/lib/auth/scope";
import { setPreferenceInput } from "@/lib/notifications/rules/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Chooses when the person wants to be told in this team: quiet hours, digest, time zone. */
export const setPreference = defineVerb({
  name: "channels.set-preference",
  input: setPreferenceInput,
  output: setPreferenceInput,
  permission: "alerts.write",
  feature: "notifications",
  audit: ({ timeZone, quietFrom, quietTo }) => ({ details: { timeZone, quietFrom, quietTo } }),
  async run({ tx, scope }, input) {
    const key = { teamId: scope.team.id, userId: personOfScope(scope).userId };
    await tx.notificationPreference.upsert({
      where: { teamId_userId: key },
      create: { ...key, ...input },
      update: input,
    });
    return input;
  },
});
