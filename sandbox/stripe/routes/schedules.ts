import { z } from "zod";
import { endSubscription } from "../billing/end";
import { enter, release, scheduleFrom } from "../billing/schedules";
import type { Phase, Schedule } from "../records/subscription";
import { saveSchedule } from "../saving";
import { viewSchedule } from "../views/subscription";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import { flag, mergeMetadata, metadata, paging, period, text, within } from "../wire/params";
import { invalid, noSuch } from "../wire/problem";
import { phaseSchema, phasesOf, proration } from "./phases";
import { findSubscription } from "./subscriptions";

const createSchema = z.strictObject({ from_subscription: text, metadata: metadata.optional() });
const updateSchema = z.strictObject({
  end_behavior: z.enum(["release", "cancel"]).optional(),
  metadata: metadata.optional(),
  phases: z.array(phaseSchema).min(1).optional(),
  proration_behavior: proration.optional(),
});
const listSchema = z.strictObject({
  ...paging,
  customer: text.optional(),
  created: period.optional(),
  scheduled: flag.optional(),
});

/** Schedules of a subscription: make from it, read, list, change the phases, release, cancel. */
export function scheduleRoutes(): ApiRoute[] {
  const one = "/subscription_schedules/:id";
  const none = z.strictObject({});
  return [
    route("POST", "/subscription_schedules", createSchema, create),
    route("GET", "/subscription_schedules", listSchema, ({ desk, account, params }) =>
      page(
        "/v1/subscription_schedules",
        desk.schedules
          .of(account)
          .filter((row) => params.customer === undefined || row.customer === params.customer)
          .filter((row) => within(params.created, row.created)),
        params,
        (row) => viewSchedule(desk, row),
      ),
    ),
    route("GET", one, none, (call) => viewSchedule(call.desk, find(call))),
    route("POST", one, updateSchema, update),
    route(
      "POST",
      `${one}/release`,
      z.strictObject({ preserve_cancel_date: flag.optional() }),
      (call) => viewSchedule(call.desk, release(call.desk, active(call, "released"))),
    ),
    route(
      "POST",
      `${one}/cancel`,
      z.strictObject({ invoice_now: flag.optional(), prorate: flag.optional() }),
      (call) => {
        const { subscription } = active(call, "canceled");
        if (subscription !== null) {
          endSubscription(call.desk, subscription, "cancellation_requested");
        }
        return viewSchedule(call.desk, find(call));
      },
    ),
  ];
}

function create(call: ApiCall<z.infer<typeof createSchema>>) {
  const { desk, params } = call;
  const subscription = findSubscription(call, params.from_subscription, "from_subscription");
  if (subscription.schedule !== null) {
    throw invalid(
      `You cannot migrate a subscription that is already attached to a schedule: \`${subscription.schedule}\`.`,
      "from_subscription",
    );
  }
  if (subscription.status === "canceled" || subscription.status === "incomplete_expired") {
    throw invalid("You cannot migrate a subscription that is canceled.", "from_subscription");
  }
  const schedule = scheduleFrom(desk, subscription);
  const merged = mergeMetadata({}, params.metadata);
  return viewSchedule(desk, desk.schedules.put({ ...schedule, metadata: merged }));
}

function update(call: ApiCall<z.infer<typeof updateSchema>>) {
  const { desk, params } = call;
  const schedule = active(call, "updated");
  const phases = params.phases ? phasesOf(call, schedule, params.phases) : schedule.phases;
  const now = desk.now();
  const phase = phases.findIndex((one) => one.start_date <= now && now < one.end_date);
  if (phase < 0) throw invalid("The current phase must be among the phases.", "phases");
  const saved = saveSchedule(desk, schedule.id, {
    phases,
    phase,
    end_behavior: params.end_behavior ?? schedule.end_behavior,
    metadata: mergeMetadata(schedule.metadata, params.metadata),
  });
  const current = phases[phase];
  if (current && changesNow(schedule, current)) {
    enter(desk, saved, {
      ...current,
      proration_behavior: params.proration_behavior ?? "create_prorations",
    });
  }
  return viewSchedule(desk, find(call));
}

function changesNow(schedule: Schedule, current: Phase): boolean {
  const known = schedule.phases[schedule.phase];
  const facts = (phase: Phase | undefined) =>
    JSON.stringify(phase?.items.map(({ price, quantity }) => [price, quantity]));
  return facts(known) !== facts(current);
}

function active(call: ApiCall<unknown>, what: string): Schedule {
  const schedule = find(call);
  if (schedule.status === "active") return schedule;
  throw invalid(
    `You cannot change a subscription schedule that is currently in the \`${schedule.status}\` status. It cannot be ${what}.`,
  );
}

function find({ desk, account, id }: ApiCall<unknown>): Schedule {
  const schedule = desk.schedules.find(account, id);
  if (!schedule) throw noSuch("subscription schedule", id);
  return schedule;
}
