import { personOfScope } from "@/lib/auth/scope";
import { requireFeature } from "@/lib/billing/gate";
import { AppError } from "@/lib/errors";
import { defineVerb } from "@/lib/verbs/define-verb";
import { secondStepInput } from "./schema";

/**
 * Asks everybody in the team for a second step of signing in, or no longer: who has none can do
 * nothing in it until they do. What is on stays on in a lower tier, and can be switched off in any.
 */
export const requireSecondStep = defineVerb({
  name: "team.require-second-step",
  input: secondStepInput,
  output: secondStepInput,
  permission: "members.write",
  feature: null,
  fresh: true,
  audit: ({ required }) => ({ details: { required } }),
  async run({ tx, scope, now }, { required }) {
    if (required) {
      requireFeature(scope.team.tier, "members");
      if (!personOfScope(scope).hasFactor) throw new AppError("conflict", "second-step-first");
    }
    await tx.team.updateMany({
      where: { id: scope.team.id },
      data: { secondStepSince: required ? now : null },
    });
    return { required };
  },
});
