import { countTry } from "@/lib/auth/rate-limits";
import type { TeamScope } from "@/lib/auth/scope";
import { choosePlan } from "@/lib/billing/choose-plan";
import { askStripe } from "@/lib/billing/stripe-errors";
import type { PlanChoice } from "@/lib/billing/types";
import { wakeSync } from "@/lib/billing/wake-sync";
import { clock } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { defineVerb } from "@/lib/verbs/define-verb";
import { holdBilling } from "../hold-billing";
import { requireSeatsFor } from "../require-seats";
import { type ChangeAnswer, type ChangePlanInput, changeAnswer, changePlanInput } from "../schema";
import { changeNow } from "./change-now";
import { trialTurn } from "./forecast";
import { type LiveSubscription, liveSubscription } from "./live-subscription";
import { nextItems } from "./next-items";
import { planLater } from "./plan-later";
import { releaseSchedule } from "./release-schedule";
import { requireChange } from "./require-change";

/** How old a preview may be. A moment chosen freely would choose the price with it. */
const PREVIEW_HOLDS_S = 15 * 60;

/**
 * Changes the plan as it was previewed: more at once, for exactly the amount shown; less from the end
 * of the paid period on. Asked for again it changes nothing more. The team's rows follow by the worker.
 */
export const changePlan = defineVerb({
  name: "billing.change-plan",
  input: changePlanInput,
  output: changeAnswer,
  permission: "billing.write",
  feature: null,
  audit: ({ tier, interval, seats, expectedMinor }, { state }) => ({
    details: { tier, interval, seats, expectedMinor, state },
  }),
  async prepare(scope, input) {
    const { id: teamId } = scope.team;
    await countTry("payments", teamId);
    return holdBilling(teamId, () => askStripe(() => change(scope, input)));
  },
  run: async ({ prepared }) => prepared,
});

async function change(scope: TeamScope, input: ChangePlanInput): Promise<ChangeAnswer> {
  const teamId = scope.team.id;
  const to = choosePlan(input);
  const live = await liveSubscription(teamId);
  const { turn } = await requireChange(teamId, live, to);
  if (turn === "same") return unchanged;
  if (turn === "at-period-end") await planWithSeats(teamId, live, to);
  const answer = turn === "now" ? await agreed(scope, { live, to, input }) : planned;
  await wakeSync(live.customerId);
  return answer;
}

const unchanged: ChangeAnswer = {
  state: "changed",
  url: null,
  amount: null,
  droppedPlanned: false,
};
const planned: ChangeAnswer = { ...unchanged, state: "planned" };

interface Wanted {
  readonly live: LiveSubscription;
  readonly to: PlanChoice;
  readonly input: ChangePlanInput;
}

async function agreed(scope: TeamScope, { live, to, input }: Wanted): Promise<ChangeAnswer> {
  const { prorationAt, expectedMinor } = input;
  const ageS = clock.now().getTime() / 1_000 - prorationAt;
  if (ageS < -1 || ageS > PREVIEW_HOLDS_S) throw new AppError("conflict", "preview-stale");
  return changeNow({
    teamId: scope.team.id,
    locale: scope.locale,
    live,
    to,
    items: await nextItems(live.told.items.data, to),
    prorationAt,
    trial: trialTurn(live, to),
    expectedMinor,
  });
}

/** Somebody may have been invited while Stripe was asked: then fewer seats are taken back (T19). */
async function planWithSeats(
  teamId: string,
  live: LiveSubscription,
  to: PlanChoice,
): Promise<void> {
  await planLater(live, to);
  try {
    await requireSeatsFor(teamId, to);
  } catch (error) {
    const { scheduleId } = await liveSubscription(teamId);
    if (scheduleId) await releaseSchedule(scheduleId);
    throw error;
  }
}
