import { expect, it } from "vitest";
import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { type EventFacts, recordEvent } from "@/lib/events/record-event";
import { fanOut } from "@/lib/notifications/fan-out";
import { closeAfterwards } from "@/tests/factories/close";
import { deliveriesOf, happen } from "@/tests/factories/deliveries";
import { makePayer, makePerson, type Person } from "@/tests/factories/people";
import { comeTo, graceEnds } from "./fall-to";

closeAfterwards();

const machine = { name: "llama", providerId: "runpod" };
const unwell = { ...machine, fault: "unreachable", scope: "machine" };
const unrepaired = { ...machine, fault: "unreachable" };
const repaired = { ...unrepaired, rung: "reboot", minutes: "12", before: "2.5", after: "2.9" };
const common = ({ team }: TeamScope) => ({ teamId: team.id, at: clock.now() });
type Said = EventFacts<
  | "deployment.lost"
  | "deployment.failed"
  | "deployment.not-gone"
  | "deployment.unhealthy"
  | "deployment.recovered"
  | "deployment.flapping"
  | "deployment.repaired"
  | "deployment.repair-blocked"
  | "deployment.repair-exhausted"
  | "deployment.noticed"
  | "machine.stray-found"
  | "key.refused"
  | "account.password-changed"
  | "payment.failed"
  | "price.alert-fired"
>;

/** Something of each sort happens in a person's team. */
async function allHappens({ scope, userId }: Person): Promise<void> {
  const base = common(scope);
  const stray = { providerId: "runpod", instanceId: "i-1", name: null };
  const fired = {
    alertId: "alr_1",
    modelId: "h100-sxm",
    pricingModel: "on-demand",
    area: null,
    limit: "2",
    price: "1.9",
    providerId: "runpod",
    region: null,
  };
  const key = { providerId: "runpod", lastFour: "abcd" };
  const all: Said[] = [
    { ...base, type: "deployment.lost", data: machine },
    { ...base, type: "deployment.failed", data: machine },
    { ...base, type: "deployment.not-gone", data: machine },
    { ...base, type: "deployment.unhealthy", data: unwell },
    { ...base, type: "deployment.recovered", data: unwell },
    { ...base, type: "deployment.flapping", data: unwell },
    { ...base, type: "deployment.repaired", data: repaired },
    { ...base, type: "deployment.repair-blocked", data: { ...unrepaired, hold: "data-asks" } },
    { ...base, type: "deployment.repair-exhausted", data: { ...unrepaired, acts: "2" } },
    {
      ...base,
      type: "deployment.noticed",
      data: { ...machine, notice: "disk-nearly-full", figure: "3" },
    },
    { ...base, type: "machine.stray-found", data: stray },
    { ...base, type: "key.refused", data: key },
    { ...base, type: "account.password-changed", data: {}, userId },
    { ...base, type: "payment.failed", data: { until: clock.now().toISOString() } },
    { ...base, type: "price.alert-fired", data: fired, userId },
  ];
  await asWorker(async (tx) => {
    for (const facts of all) await recordEvent(tx, facts);
  });
  await fanOut(clock.now());
}

const machineMails = [
  "deployment.failed",
  "deployment.flapping",
  "deployment.lost",
  "deployment.not-gone",
  "deployment.noticed",
  "deployment.recovered",
  "deployment.repair-blocked",
  "deployment.repair-exhausted",
  "deployment.repaired",
  "deployment.unhealthy",
  "machine.stray-found",
];
const mailsOfAll = [
  "account.password-changed",
  "key.refused",
  "payment.failed",
  "price.alert-fired",
];

/** What a person has been told of, beside their own first mails. */
async function toldTo({ userId }: Person): Promise<string[]> {
  const rows = await asWorker((tx) =>
    tx.delivery.findMany({ where: { userId }, include: { event: true } }),
  );
  const told = [...machineMails, ...mailsOfAll];
  return rows
    .map(({ event }) => event.type)
    .filter((type) => told.includes(type))
    .toSorted();
}

it("machines are told about by mail on Pro", async () => {
  const owner = await makePayer();
  await allHappens(owner);
  expect(await toldTo(owner)).toEqual([...mailsOfAll, ...machineMails].toSorted());
});

it("Basic hears by mail of its account, its keys, its alerts and its payments, and sees machines on screen", async () => {
  const owner = await makePerson();
  await allHappens(owner);
  expect(await toldTo(owner)).toEqual(mailsOfAll);
  const kept = await asWorker((tx) =>
    tx.event.count({ where: { teamId: owner.scope.team.id, type: { in: machineMails } } }),
  );
  expect(kept).toBe(machineMails.length);
});

it("what happened on Basic is not told later, when the team comes to Pro", async () => {
  const owner = await makePerson();
  await happen(owner, "deployment.lost");
  await fanOut(clock.now());
  await comeTo(owner.scope, "pro");
  await fanOut(clock.now());
  expect(await deliveriesOf(owner, "deployment.lost")).toEqual([]);
});

it("machine mails end with the grace itself, though nobody has settled it", async () => {
  const owner = await makePayer();
  await graceEnds(owner.scope);
  await happen(owner, "deployment.lost");
  await fanOut(clock.now());
  expect(await deliveriesOf(owner, "deployment.lost")).toEqual([]);
});
