import { at, later } from "@/tests/factories/books";
import type { Books } from "./fill-books";

/** The four figures of 15 June 2027 by plain loops over what was written, without any SQL. */
export function straightFigures(books: Books, now: Date) {
  const endOfDay = at("2027-06-16");
  const kept = books.invoices.filter(
    (one) =>
      one.status === "paid" &&
      one.paidMinor > (one.refundedMinor ?? 0n) &&
      !books.lostDisputes.has(one.id),
  );
  return [
    conversion(books, kept, endOfDay),
    featureUse(books, endOfDay, now),
    paymentSuccess(books, endOfDay),
    retention(kept),
  ];
}

function conversion({ teams }: Books, kept: Books["invoices"], endOfDay: Date) {
  let [numerator, denominator] = [0, 0];
  for (const { id, createdAt } of teams) {
    if (createdAt < later(endOfDay, -120) || createdAt >= later(endOfDay, -30)) continue;
    denominator += 1;
    const paid = kept.some(
      ({ teamId, paidAt }) =>
        teamId === id && paidAt && paidAt >= createdAt && paidAt < later(createdAt, 30),
    );
    if (paid) numerator += 1;
  }
  return { name: "conversion", numerator, denominator };
}

function featureUse({ subscriptions, uses }: Books, endOfDay: Date, now: Date) {
  const held = subscriptions.filter(
    ({ status, endedAt }) => status === "active" || (endedAt && endedAt > now),
  );
  const users = held.filter(({ teamId }) =>
    uses.some((use) => use.teamId === teamId && use.at >= later(endOfDay, -28)),
  );
  return { name: "featureUse", numerator: users.length, denominator: held.length };
}

function paymentSuccess({ invoices }: Books, endOfDay: Date) {
  let [numerator, denominator] = [0, 0];
  for (const { createdAt, status, dueMinor, firstFailedAt } of invoices) {
    if (createdAt < later(endOfDay, -30) || createdAt >= endOfDay || dueMinor === 0n) continue;
    if (status === "paid") numerator += 1;
    if (status === "paid" || (status !== "void" && firstFailedAt)) denominator += 1;
  }
  return { name: "paymentSuccess", numerator, denominator };
}

function retention(kept: Books["invoices"]) {
  const covering = (from: Date, to: Date) =>
    new Set(
      kept
        .filter(({ coversFrom, coversTo }) => coversFrom && coversTo)
        .filter(({ coversFrom, coversTo }) => (coversFrom ?? to) < to && (coversTo ?? from) > from)
        .map(({ teamId }) => teamId),
    );
  const april = covering(at("2027-04-01"), at("2027-05-01"));
  const endOfMay = covering(new Date(at("2027-06-01").getTime() - 1), at("2027-06-01"));
  const stayed = [...april].filter((team) => endOfMay.has(team));
  return { name: "retention", numerator: stayed.length, denominator: april.size };
}
