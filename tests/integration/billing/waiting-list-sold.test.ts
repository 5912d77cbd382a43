import { expect, it } from "vitest";
import { paidTiers } from "@/lib/billing/plans";
import { soldTiers } from "@/lib/billing/sold";
import { asWorker } from "@/lib/db";
import { joinWaitingList } from "@/lib/pricing/join-waiting-list";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { newEmail, visitor } from "@/tests/factories/people";

closeAfterwards();

it("a tier that can be bought, in the sandbox each one, has no waiting list", async () => {
  expect(soldTiers()).toEqual(paidTiers);
  for (const tier of paidTiers) {
    const email = newEmail();
    const joined = runVerb(joinWaitingList, visitor(), { email, tier, locale: "en" });
    await expect(joined).rejects.toMatchObject({ code: "conflict", reason: "tier-sold" });
    expect(await asWorker((tx) => tx.waitingEntry.count({ where: { email } }))).toBe(0);
  }
});
