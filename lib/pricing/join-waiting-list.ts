import { z } from "zod";
import { paidTiers } from "@/lib/billing/plans";
import { soldTiers } from "@/lib/billing/sold";
import { AppError } from "@/lib/errors";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { joinWaitingListInput } from "./schema";

/**
 * Puts an address on the list of those who want a tier that cannot be bought here yet. Answers the
 * same for an address that is on it already. Throws `conflict: tier-sold` where the tier is sold.
 */
export const joinWaitingList = defineAccountVerb({
  name: "billing.join-waiting-list",
  input: joinWaitingListInput,
  output: z.object({ email: z.string(), tier: z.enum(paidTiers) }),
  permission: "visitor",
  feature: null,
  audit: ({ tier }) => ({ details: { tier } }),
  async run({ tx, now }, { email, tier, locale }) {
    if (soldTiers().includes(tier)) throw new AppError("conflict", "tier-sold");
    const entry = { email, tier, locale, at: now };
    await tx.waitingEntry.createMany({ data: [entry], skipDuplicates: true });
    return { email, tier };
  },
});
