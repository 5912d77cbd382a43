import { beforeEach, expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { computeGrowth } from "@/lib/growth/compute";
import { growth } from "@/lib/growth/queries";
import { readGrowth } from "@/lib/growth/read-growth";
import { runVerb } from "@/lib/verbs/run-verb";
import { at, invoice, later, subscription, teamSince } from "@/tests/factories/books";
import { closeAfterwards } from "@/tests/factories/close";
import { makeOperator, makePerson } from "@/tests/factories/people";
import { asOwner } from "../operations/as-owner";
import { fillBooks } from "./fill-books";
import { straightFigures } from "./straight-figures";

closeAfterwards();

const now = at("2027-06-15T12:00");

beforeEach(() =>
  asOwner((owner) =>
    owner.query(
      `TRUNCATE team, app_user, subscription, billing_invoice, billing_refund, billing_dispute,
        audit_entry, growth_figure, growth_point CASCADE`,
    ),
  ),
);

const read = (moment = now) => asWorker((tx) => growth(tx, moment));
const allRows = () =>
  asOwner(async (owner) => {
    const figures = await owner.query(
      "SELECT day, name, numerator, denominator FROM growth_figure ORDER BY day, name",
    );
    const points = await owner.query("SELECT * FROM growth_point ORDER BY day, name, key");
    return { figures: figures.rows, points: points.rows };
  });

it.each([1, 2, 3, 4])(
  "T27: what is stored, what is counted live and what plain loops count are equal on full books (%i)",
  async (seed) => {
    const books = await fillBooks(seed, now);
    await computeGrowth(now);
    const expected = straightFigures(books, now);
    const { figures } = await read();
    expect(
      figures.map(({ name, numerator, denominator }) => ({ name, numerator, denominator })),
    ).toEqual(expected);
    expect(figures.map(({ name, stored }) => ({ name, ...stored, computedAt: undefined }))).toEqual(
      expected.map((one) => ({ ...one, computedAt: undefined })),
    );
    expect(expected.every(({ denominator }) => denominator > 5)).toBe(true);
  },
);

it("T27: computing twice, and beside itself, leaves the same rows", async () => {
  await fillBooks(5, now);
  await computeGrowth(now);
  const once = await allRows();
  await Promise.all([computeGrowth(now), computeGrowth(now)]);
  expect(await allRows()).toEqual(once);
});

it("T27: makes up for days that were missed, and never writes more than thirty-five", async () => {
  await teamSince(at("2020-01-01"));
  await computeGrowth(now);
  const days = async () =>
    asWorker((tx) =>
      tx.growthFigure.findMany({ where: { name: "conversion" }, orderBy: { day: "asc" } }),
    );
  expect(await days()).toHaveLength(35);
  await computeGrowth(later(now, 5));
  expect(await days()).toHaveLength(40);
  expect((await days()).at(-1)?.day).toEqual(at("2027-06-20"));
});

it("T27: leaves an earlier day as it was written, and writes yesterday anew", async () => {
  const team = await teamSince(at("2027-06-01"));
  await invoice(team, at("2027-06-13"), { status: "open", firstFailedAt: now });
  await computeGrowth(now);
  await asWorker((tx) =>
    tx.billingInvoice.updateMany({ data: { status: "paid", paidMinor: 1_900n, paidAt: now } }),
  );
  await computeGrowth(now);
  const successes = await asWorker((tx) =>
    tx.growthFigure.findMany({
      where: { name: "paymentSuccess", day: { gte: at("2027-06-13") } },
      orderBy: { day: "asc" },
    }),
  );
  expect(successes.map(({ numerator }) => numerator)).toEqual([0n, 1n, 1n]);
});

it("T27: adds up what subscriptions bring a month by tier, trials as nothing, other currencies apart", async () => {
  const began = at("2027-06-01");
  const rows = [
    {},
    { tier: "enterprise", monthlyMicros: 99_000_000n },
    { status: "past_due", pastDueSince: later(now, -2) },
    { status: "unpaid" },
    { trialEndsAt: later(now, 2), status: "trialing" },
    { currency: "eur", monthlyMicros: 0n },
    { awaitsPayment: true },
  ];
  for (const facts of rows) await subscription(await teamSince(began), began, facts);
  await computeGrowth(now);
  const { income, apart } = await read();
  expect(income.at(-1)).toEqual({
    day: "2027-06-15",
    total: "137",
    byTier: [
      { tier: "pro", amount: "38" },
      { tier: "enterprise", amount: "99" },
    ],
  });
  expect(apart).toEqual([{ currency: "eur", count: 1 }]);
});

it("T27: keeps what a day's income was when a plan changes on the next", async () => {
  const { id } = await subscription(await teamSince(at("2027-06-01")), at("2027-06-01"));
  await computeGrowth(now);
  await asWorker((tx) =>
    tx.subscription.updateMany({ where: { id }, data: { monthlyMicros: 9_000_000n } }),
  );
  const tomorrow = later(now, 1);
  await computeGrowth(tomorrow);
  expect((await read(tomorrow)).income.slice(-2).map(({ total }) => total)).toEqual(["19", "9"]);
});

it("T27: counts a team won when its first paid period begins and lost when no other follows", async () => {
  const [stays, leaves] = [await teamSince(at("2027-05-01")), await teamSince(at("2027-05-01"))];
  for (const from of ["2027-05-20", "2027-06-19"]) await invoice(stays, at(from));
  await invoice(leaves, at("2027-05-12T10:00"));
  await computeGrowth(now);
  const { churn } = await read();
  const moved = churn.filter(({ won, lost }) => won + lost > 0);
  expect(moved).toEqual([
    { week: "2027-05-10", won: 1, lost: 0, paying: 1 },
    { week: "2027-05-17", won: 1, lost: 0, paying: 2 },
    { week: "2027-06-07", won: 0, lost: 1, paying: 1 },
  ]);
});

it("T27: takes back that a team was lost once its late payment has come", async () => {
  const team = await teamSince(at("2027-05-01"));
  await invoice(team, at("2027-05-12"));
  const second = await invoice(team, at("2027-06-11"), { status: "open", firstFailedAt: now });
  await computeGrowth(now);
  const lost = async (moment: Date) =>
    (await read(moment)).churn.reduce((sum, week) => sum + week.lost, 0);
  expect(await lost(now)).toBe(1);
  await asWorker((tx) =>
    tx.billingInvoice.updateMany({
      where: { id: second.id },
      data: { status: "paid", paidMinor: 1_900n, paidAt: later(now, 6) },
    }),
  );
  await computeGrowth(later(now, 6));
  expect(await lost(later(now, 6))).toBe(0);
});

it("T27: follows people from the page they came to, to a payment, whatever its language", async () => {
  const people = [await makePerson(), await makePerson(), await makePerson()];
  const moment = new Date();
  const pages = ["/zh/gpus?sort=price", "/gpus", null];
  await asOwner(async (owner) => {
    for (const [index, { userId }] of people.entries())
      await owner.query("UPDATE app_user SET entry_page = $2 WHERE id = $1", [
        userId,
        pages[index],
      ]);
    await owner.query("UPDATE app_user SET email_verified_at = NULL WHERE id = $1", [
      people[1]?.userId,
    ]);
  });
  const teamId = people[0]?.scope.team.id ?? "";
  await invoice(teamId, moment);
  await asWorker((tx) =>
    tx.event.createMany({
      data: ["key.added", "deployment.requested"].map((type) => ({
        id: `evt_${type}`,
        teamId,
        type,
        data: {},
        dedupeKey: `evt_${type}`,
        at: moment,
      })),
    }),
  );
  await computeGrowth(moment);
  expect((await read(moment)).funnel).toEqual([
    { page: "/gpus", kind: "page", signedUp: 2, verified: 1, keyAdded: 1, launched: 1, paid: 1 },
    { page: null, kind: "unknown", signedUp: 1, verified: 1, keyAdded: 0, launched: 0, paid: 0 },
  ]);
});

it("T27: shows how many of a week's teams were active and paying each week since", async () => {
  const monday = at("2027-05-31");
  const [active, paying] = [await teamSince(monday), await teamSince(later(monday, 6))];
  await teamSince(later(monday, 7));
  await invoice(paying, later(monday, 8));
  const act = { actorKind: "user", verb: "keys.add", teamId: active };
  await asWorker((tx) =>
    tx.auditEntry.createMany({
      data: [
        { ...act, id: "aud_first", at: monday },
        { ...act, id: "aud_next", at: later(monday, 7) },
      ],
    }),
  );
  await computeGrowth(now);
  expect((await read()).cohorts).toEqual([
    { week: "2027-06-07", size: 1, later: [{ active: 0, paying: 0 }] },
    {
      week: "2027-05-31",
      size: 2,
      later: [
        { active: 1, paying: 0 },
        { active: 1, paying: 1 },
      ],
    },
  ]);
});

it("lets operators alone look, and writes each look down", async () => {
  const [operator, owner] = [await makeOperator(), await makePerson()];
  await runVerb(readGrowth, operator.scope, {});
  await expect(runVerb(readGrowth, owner.scope, {})).rejects.toMatchObject({
    reason: "operators-only",
  });
  const looks = await asWorker((tx) => tx.auditEntry.findMany({ where: { verb: "growth.read" } }));
  expect(looks.map(({ actorId }) => actorId)).toEqual([operator.userId]);
});
