import { beforeEach, describe, expect, it } from "vitest";
import { asWorker } from "@/lib/db";
import { figures } from "@/lib/growth/figures";
import type { FigureName } from "@/lib/growth/schema";
import { newId } from "@/lib/ids";
import { at, invoice, later, subscription, teamSince } from "@/tests/factories/books";
import { closeAfterwards } from "@/tests/factories/close";
import { asOwner } from "../operations/as-owner";

closeAfterwards();

const now = at("2027-06-15T12:00");
const today = "2027-06-15";

beforeEach(() =>
  asOwner((owner) =>
    owner.query(
      "TRUNCATE team, app_user, subscription, billing_invoice, billing_refund, billing_dispute, audit_entry CASCADE",
    ),
  ),
);

const count = (name: FigureName, day = today) =>
  asWorker((tx) => figures[name].count(tx, figures[name].windowOf(day), now));
const share = (numerator: number, denominator: number) => ({ numerator, denominator });
const lostAtBank = (invoiceId: string, teamId: string) =>
  asWorker((tx) =>
    tx.billingDispute.createMany({
      data: [
        {
          id: `dp_${invoiceId}`,
          teamId,
          invoiceId,
          status: "lost",
          reason: "fraudulent",
          currency: "usd",
          amountMinor: 1_900n,
          createdAt: now,
          readAt: now,
        },
      ],
    }),
  );

describe("T27: conversion", () => {
  const signedUp = at("2027-04-01");

  it("T27: is the share of teams with a paid invoice within thirty days, never of clicks", async () => {
    await invoice(await teamSince(signedUp), later(signedUp, 3));
    await teamSince(signedUp);
    await invoice(await teamSince(signedUp), later(signedUp, 3), { status: "open" });
    expect(await count("conversion")).toEqual(share(1, 3));
  });

  it("T27: has sign-ups of ninety days whose thirty days are over, to the millisecond", async () => {
    const { from, to } = figures.conversion.windowOf(today);
    expect([from, to]).toEqual([at("2027-02-16"), at("2027-05-17")]);
    for (const moment of [-1, 0, to.getTime() - from.getTime() - 1, to.getTime() - from.getTime()])
      await teamSince(new Date(from.getTime() + moment));
    expect(await count("conversion")).toEqual(share(0, 2));
  });

  it("T27: knows the thirtieth day from the thirty-first", async () => {
    const [inTime, tooLate] = [await teamSince(signedUp), await teamSince(signedUp)];
    await invoice(inTime, new Date(later(signedUp, 30).getTime() - 1));
    await invoice(tooLate, later(signedUp, 30));
    expect(await count("conversion")).toEqual(share(1, 2));
  });

  it("T27: takes money given back or taken back for none, and a part of it for some", async () => {
    const teams = [1, 2, 3, 4].map(() => teamSince(signedUp));
    const [whole = "", part = "", disputed = "", trial = ""] = await Promise.all(teams);
    await invoice(whole, signedUp, { refundedMinor: 1_900n });
    await invoice(part, signedUp, { refundedMinor: 1_899n });
    await lostAtBank((await invoice(disputed, signedUp)).id, disputed);
    await invoice(trial, signedUp, { dueMinor: 0n });
    expect(await count("conversion")).toEqual(share(1, 4));
  });
});

describe("T27: payment success", () => {
  const written = at("2027-06-01");

  it("T27: counts an invoice once however often it was tried, and a late success as one", async () => {
    const team = await teamSince(written);
    await invoice(team, written, { attempts: 4, firstFailedAt: written, paidAt: now });
    await invoice(team, written, { status: "open", attempts: 3, firstFailedAt: written });
    await invoice(team, written, { status: "uncollectible", attempts: 4, firstFailedAt: written });
    expect(await count("paymentSuccess")).toEqual(share(1, 3));
  });

  it("T27: leaves out voids, drafts, nothing to pay and a bank debit under way", async () => {
    const team = await teamSince(written);
    await invoice(team, written, { status: "void", firstFailedAt: written });
    await invoice(team, written, { status: "draft", attempts: 0 });
    await invoice(team, written, { dueMinor: 0n });
    await invoice(team, written, { status: "open", attempts: 1 });
    expect(await count("paymentSuccess")).toEqual(share(0, 0));
  });

  it("T27: takes what was refunded later for paid", async () => {
    await invoice(await teamSince(written), written, { refundedMinor: 1_900n });
    expect(await count("paymentSuccess")).toEqual(share(1, 1));
  });

  it("T27: has the invoices of thirty days, to the millisecond", async () => {
    const team = await teamSince(written);
    const [from, to] = [at("2027-05-17"), at("2027-06-16")];
    for (const moment of [from, new Date(to.getTime() - 1)]) await invoice(team, moment);
    for (const moment of [new Date(from.getTime() - 1), to]) await invoice(team, moment);
    expect(await count("paymentSuccess")).toEqual(share(2, 2));
  });
});

describe("T27: retention", () => {
  const covers = (from: string, to: string) => ({ coversFrom: at(from), coversTo: at(to) });

  it("T27: is the share of April's paying teams that had paid for the end of May", async () => {
    const [stayed, left, yearly, late] = [
      await teamSince(now),
      await teamSince(now),
      await teamSince(now),
      await teamSince(now),
    ];
    await invoice(stayed, now, covers("2027-04-20", "2027-05-20"));
    await invoice(stayed, now, covers("2027-05-20", "2027-06-20"));
    await invoice(left, now, covers("2027-04-20", "2027-05-20"));
    await invoice(yearly, now, covers("2026-09-01", "2027-09-01"));
    await invoice(late, now, covers("2027-05-01", "2027-06-01"));
    expect(await count("retention")).toEqual(share(2, 3));
  });

  it("T27: is the same on every day of the month, and another on the first of the next", async () => {
    await invoice(await teamSince(now), now, covers("2027-04-20", "2027-06-01"));
    expect(await count("retention", "2027-06-01")).toEqual(share(1, 1));
    expect(await count("retention", "2027-06-30")).toEqual(share(1, 1));
    expect(await count("retention", "2027-07-01")).toEqual(share(0, 1));
    expect(await count("retention", "2027-05-31")).toEqual(share(0, 0));
  });

  it("T27: reads a period as half open: one that ends as the month begins pays nothing in it", async () => {
    await invoice(await teamSince(now), now, covers("2027-03-01", "2027-04-01"));
    await invoice(await teamSince(now), now, covers("2027-04-30T23:59", "2027-05-31T23:59"));
    expect(await count("retention")).toEqual(share(0, 1));
  });

  it("T27: does not take a team for paying whose money was given back in full", async () => {
    const [refunded, disputed] = [await teamSince(now), await teamSince(now)];
    const year = covers("2027-01-01", "2028-01-01");
    await invoice(refunded, now, { ...year, refundedMinor: 1_900n });
    await lostAtBank((await invoice(disputed, now, year)).id, disputed);
    await invoice(await teamSince(now), now, { ...year, status: "open" });
    expect(await count("retention")).toEqual(share(0, 0));
  });
});

describe("T27: use of what Basic does not have", () => {
  const began = at("2027-05-01");
  const did = (teamId: string, feature: string | null, when: Date) =>
    asWorker((tx) =>
      tx.auditEntry.createMany({
        data: [
          { id: newId("aud"), teamId, actorKind: "user", verb: "some.verb", feature, at: when },
        ],
      }),
    );

  it("T27: counts the teams on a paid tier that did something that asks for such a feature", async () => {
    const [used, idle, basic] = [
      await teamSince(began),
      await teamSince(began),
      await teamSince(began),
    ];
    await subscription(used, began);
    await subscription(idle, began);
    await did(used, "members", later(now, -1));
    await did(idle, "deployments", later(now, -1));
    await did(idle, null, later(now, -1));
    await did(basic, "members", later(now, -1));
    expect(await count("featureUse")).toEqual(share(1, 2));
  });

  it("T27: looks at twenty-eight days, to the millisecond", async () => {
    const [first, before] = [await teamSince(began), await teamSince(began)];
    const { from } = figures.featureUse.windowOf(today);
    expect(from).toEqual(at("2027-05-19"));
    for (const team of [first, before]) await subscription(team, began);
    await did(first, "members", from);
    await did(before, "members", new Date(from.getTime() - 1));
    expect(await count("featureUse")).toEqual(share(1, 2));
  });

  it("T27: takes more alerts than Basic allows for use, and alerts that are off for none", async () => {
    const [two, off] = [await teamSince(began), await teamSince(began)];
    for (const team of [two, off]) await subscription(team, began);
    await asOwner(async (owner) => {
      for (const [team, state] of [
        [two, "on"],
        [two, "on"],
        [off, "on"],
        [off, "off"],
      ]) {
        await owner.query(
          `INSERT INTO price_alert (id, team_id, user_id, gpu_model, pricing_model, max_micros, state, created_at)
           VALUES ($1, $2, 'usr_x', 'h100-sxm', 'on-demand', 1, $3, $4)`,
          [newId("alr"), team, state, began],
        );
      }
    });
    expect(await count("featureUse")).toEqual(share(1, 2));
  });

  it("T27: takes a told machine for use, a security mail for none", async () => {
    const [machine, key] = [await teamSince(began), await teamSince(began)];
    for (const team of [machine, key]) await subscription(team, began);
    for (const [team, type] of [
      [machine, "deployment.lost"],
      [key, "key.added"],
    ] as const) {
      const eventId = newId("evt");
      await asWorker(async (tx) => {
        await tx.event.createMany({
          data: [{ id: eventId, teamId: team, type, data: {}, dedupeKey: eventId, at: now }],
        });
        await tx.delivery.createMany({
          data: [
            {
              id: newId("dlv"),
              teamId: team,
              eventId,
              userId: "usr_x",
              channel: "email",
              state: "sent",
              runAfter: now,
              createdAt: now,
              endedAt: now,
            },
          ],
        });
      });
    }
    expect(await count("featureUse")).toEqual(share(1, 2));
  });

  it("T27: asks access who is on a paid tier: not one over its grace, unpaid, ended or not yet paid", async () => {
    const rows = [
      { status: "past_due", pastDueSince: later(now, -6) },
      { status: "past_due", pastDueSince: later(now, -8) },
      { status: "unpaid" },
      { status: "canceled", endedAt: later(now, -1) },
      { awaitsPayment: true },
      { status: "trialing", trialEndsAt: later(now, 3) },
    ];
    for (const facts of rows) await subscription(await teamSince(began), began, facts);
    expect(await count("featureUse")).toEqual(share(0, 2));
  });
});
