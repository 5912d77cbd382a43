import { asAccounts, asWorker } from "@/lib/db";
import { newId } from "@/lib/ids";
import { invoiceRow, later, subscriptionRow } from "@/tests/factories/books";

interface Team {
  readonly id: string;
  readonly createdAt: Date;
}

/** What was written into the books, for those who count it another way. */
export interface Books {
  readonly teams: Team[];
  readonly invoices: ReturnType<typeof invoiceRow>[];
  readonly lostDisputes: Set<string>;
  readonly subscriptions: ReturnType<typeof subscriptionRow>[];
  /** When a team used something that Basic does not have. */
  readonly uses: { readonly teamId: string; readonly at: Date }[];
}

type Dice = (sides: number) => number;

const TEAMS = 150;

/** A hundred and fifty teams of half a year with invoices of every fate; the same for the same seed. */
export async function fillBooks(seed: number, now: Date): Promise<Books> {
  const dice = rollFrom(seed);
  const books: Books = {
    teams: [],
    invoices: [],
    lostDisputes: new Set(),
    subscriptions: [],
    uses: [],
  };
  for (let index = 0; index < TEAMS; index += 1) {
    const createdAt = later(now, -dice(180) - dice(1_000) / 1_000);
    const team = { id: newId("tea"), createdAt };
    books.teams.push(team);
    if (dice(3) > 0) fillTeam(books, team, { dice, now });
  }
  await write(books);
  return books;
}

interface Chance {
  readonly dice: Dice;
  readonly now: Date;
}

function fillTeam(books: Books, { id, createdAt }: Team, { dice, now }: Chance): void {
  const began = later(createdAt, dice(45));
  const periods = dice(6);
  for (let month = 0; month < periods; month += 1) {
    const from = later(began, 30 * month);
    if (from < now) fillInvoice(books, id, { from, dice });
  }
  const status = ["active", "active", "unpaid", "canceled"][dice(4)] ?? "active";
  const endedAt = status === "canceled" ? later(now, -dice(40)) : null;
  if (began >= now || (endedAt && endedAt <= began)) return;
  books.subscriptions.push(subscriptionRow(id, began, { status, endedAt }));
  if (dice(2) > 0) books.uses.push({ teamId: id, at: later(now, -dice(45)) });
}

interface Period {
  readonly from: Date;
  readonly dice: Dice;
}

function fillInvoice(books: Books, team: string, { from, dice }: Period): void {
  const status = ["paid", "paid", "paid", "paid", "open", "uncollectible", "void"][dice(7)] ?? "";
  const row = invoiceRow(team, from, {
    status,
    dueMinor: dice(8) === 0 ? 0n : 1_900n,
    firstFailedAt: dice(3) === 0 ? from : null,
    refundedMinor: status === "paid" ? ([0n, 0n, 0n, 700n, 1_900n][dice(5)] ?? 0n) : 0n,
    paidAt: status === "paid" ? later(from, dice(5)) : null,
  });
  books.invoices.push(row);
  if (dice(12) === 0) books.lostDisputes.add(row.id);
}

async function write({ teams, invoices, lostDisputes, subscriptions, uses }: Books): Promise<void> {
  await asAccounts((tx) =>
    tx.team.createMany({ data: teams.map((team) => ({ ...team, name: "Team" })) }),
  );
  const dispute = { status: "lost", reason: "fraudulent", currency: "usd", amountMinor: 1_900n };
  await asWorker(async (tx) => {
    await tx.billingInvoice.createMany({ data: invoices });
    await tx.subscription.createMany({ data: subscriptions });
    await tx.billingDispute.createMany({
      data: invoices
        .filter(({ id }) => lostDisputes.has(id))
        .map(({ id, teamId, readAt }) => ({
          ...dispute,
          id: `dp_${id}`,
          teamId,
          invoiceId: id,
          createdAt: readAt,
          readAt,
        })),
    });
    const act = { actorKind: "user", verb: "some.verb", feature: "members" };
    await tx.auditEntry.createMany({
      data: uses.map((use) => ({ ...act, ...use, id: newId("aud") })),
    });
  });
}

/** Numbers from 0 to below `sides`, the same row of them for the same seed. */
function rollFrom(seed: number): Dice {
  let state = seed * 2_654_435_761;
  return (sides) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return (state >>> 8) % sides;
  };
}
