import type { Desk } from "../desk";
import type { Item, Phase, Schedule, Subscription } from "../records/subscription";
import { saveSchedule, saveSubscription, tellSchedule } from "../saving";
import { changeItems, planChange } from "./change";
import { endSubscription } from "./end";

/** A schedule that holds a subscription as it is, until its phases are changed. */
export function scheduleFrom(desk: Desk, subscription: Subscription): Schedule {
  const { account, id, customer, items, period } = subscription;
  const schedule = desk.schedules.put({
    id: desk.mint(account, "sub_sched"),
    account,
    created: desk.now(),
    customer,
    subscription: id,
    released_subscription: null,
    status: "active",
    end_behavior: "release",
    phases: [
      {
        start_date: period.start,
        end_date: period.end,
        items: items.map(({ price, quantity, metadata }) => ({ price, quantity, metadata })),
        proration_behavior: "create_prorations",
        metadata: {},
        trial_end: subscription.trial_end,
      },
    ],
    phase: 0,
    metadata: {},
    canceled_at: null,
    completed_at: null,
    released_at: null,
  });
  tellSchedule(desk, schedule.id, "created");
  saveSubscription(desk, id, { schedule: schedule.id });
  return schedule;
}

/** The end of the current phase: the next one begins, or the schedule lets go of its subscription. */
export function turnPhase(desk: Desk, schedule: Schedule): void {
  const next = schedule.phases[schedule.phase + 1];
  if (next) {
    saveSchedule(desk, schedule.id, { phase: schedule.phase + 1 });
    enter(desk, schedule, next);
    return;
  }
  if (schedule.end_behavior === "cancel") {
    const { subscription } = schedule;
    desk.schedules.put({ ...schedule, status: "completed", completed_at: desk.now() });
    if (subscription !== null) endSubscription(desk, subscription, "cancellation_requested");
    tellSchedule(desk, schedule.id, "completed");
    return;
  }
  release(desk, schedule);
}

/** The subscription goes on by itself, as it is. */
export function release(desk: Desk, schedule: Schedule): Schedule {
  const released = desk.schedules.put({
    ...schedule,
    status: "released",
    released_at: desk.now(),
    released_subscription: schedule.subscription,
    subscription: null,
  });
  if (schedule.subscription !== null) {
    saveSubscription(desk, schedule.subscription, { schedule: null });
  }
  tellSchedule(desk, schedule.id, "released");
  return released;
}

/** Puts the items of a phase into the subscription, by the phase's own rule for prorations. */
export function enter(desk: Desk, schedule: Schedule, phase: Phase): void {
  const subscription = desk.subscriptions.any(schedule.subscription ?? "");
  if (!subscription) return;
  const items = itemsOf(desk, subscription, phase);
  const atEnd = phase.start_date >= subscription.period.end;
  if (atEnd) {
    saveSubscription(desk, subscription.id, { items });
    return;
  }
  const plan = planChange(desk, subscription, items, phase.proration_behavior, desk.now());
  changeItems(desk, subscription, plan, "allow_incomplete");
}

/** The items a phase stands for; an item whose price stays keeps its id. */
export function itemsOf(desk: Desk, subscription: Subscription, phase: Phase): Item[] {
  const only = phase.items.length === 1 ? subscription.items[0] : undefined;
  return phase.items.map(({ price, quantity, metadata }) => {
    const kept = subscription.items.find((item) => item.price === price) ?? only;
    const id = kept?.id ?? desk.mint(subscription.account, "si");
    return { id, created: kept?.created ?? desk.now(), price, quantity, metadata };
  });
}
