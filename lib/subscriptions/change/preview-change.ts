import { countTry } from "@/lib/auth/rate-limits";
import { choosePlan } from "@/lib/billing/choose-plan";
import { askStripe } from "@/lib/billing/stripe-errors";
import type { PlanChoice } from "@/lib/billing/types";
import { clock } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { defineVerb } from "@/lib/verbs/define-verb";
import { type ChangePreview, changePreview, previewInput } from "../schema";
import {
  coversUntil,
  dueOf,
  forecastNow,
  forecastPeriod,
  taxOf,
  totalOf,
  trialTurn,
} from "./forecast";
import { type LiveSubscription, liveSubscription } from "./live-subscription";
import { nextItems } from "./next-items";
import { requireChange } from "./require-change";

/**
 * What a change of the plan would cost and when it would hold; changes nothing. `prorationAt` and what
 * is due now are what `billing.change-plan` takes, so that what was shown is what is charged.
 */
export const previewChange = defineVerb({
  name: "billing.preview-change",
  input: previewInput,
  output: changePreview,
  permission: "billing.write",
  feature: null,
  audit: ({ tier, interval, seats }) => ({ details: { tier, interval, seats } }),
  async prepare({ team: { id: teamId } }, input) {
    await countTry("payments", teamId);
    return askStripe(() => previewOf(teamId, choosePlan(input)));
  },
  run: async ({ prepared }) => prepared,
});

async function previewOf(teamId: string, to: PlanChoice): Promise<ChangePreview> {
  const live = await liveSubscription(teamId);
  const { turn } = await requireChange(teamId, live, to);
  if (turn === "same") throw new AppError("conflict", "plan-same");
  return turn === "now" ? previewNow(live, to) : previewLater(live, to);
}

async function previewNow(live: LiveSubscription, to: PlanChoice): Promise<ChangePreview> {
  const prorationAt = Math.floor(clock.now().getTime() / 1_000);
  const trial = trialTurn(live, to);
  const items = await nextItems(live.told.items.data, to);
  const [now, period] = await Promise.all([
    forecastNow({ live, items, prorationAt, trial }),
    forecastPeriod(live, items),
  ]);
  const isFree = trial === "goes-on";
  return {
    kind: "now",
    dueNow: isFree ? null : dueOf(now),
    tax: isFree ? null : taxOf(now),
    nextAmount: totalOf(period),
    nextAt: atSeconds((isFree ? null : coversUntil(now)) ?? live.periodEnd),
    prorationAt,
    dropsPlanned: live.scheduleId !== null,
    endsTrial: trial === "ends",
  };
}

async function previewLater(live: LiveSubscription, to: PlanChoice): Promise<ChangePreview> {
  const items = await nextItems(live.told.items.data, to);
  return {
    kind: "at-period-end",
    dueNow: null,
    tax: null,
    nextAmount: totalOf(await forecastPeriod(live, items)),
    nextAt: atSeconds(live.periodEnd),
    prorationAt: Math.floor(clock.now().getTime() / 1_000),
    dropsPlanned: live.scheduleId !== null,
    endsTrial: false,
  };
}

function atSeconds(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
