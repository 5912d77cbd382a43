import { defineVerb } from "@/lib/verbs/define-verb";
import { timeZoneInput } from "./schema";

/** Sets the time zone in which the team's costs are cut into days and months. */
export const setTimeZone = defineVerb({
  name: "team.set-time-zone",
  input: timeZoneInput,
  output: timeZoneInput,
  permission: "members.write",
  feature: null,
  audit: ({ timeZone }) => ({ details: { timeZone } }),
  async run({ tx, scope, wake }, { timeZone }) {
    await tx.team.updateMany({ where: { id: scope.team.id }, data: { timeZone } });
    wake("costs.roll-up", {});
    return { timeZone };
  },
});
