import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { planOfLines } from "@/lib/billing/plan-of-items";
import { idOf } from "@/lib/billing/references";
import { stripe } from "@/lib/billing/stripe-client";
import type { PlanChoice } from "@/lib/billing/types";
import { AppError } from "@/lib/errors";
import { formatMinor } from "@/lib/format/minor";
import type { ChangeAnswer } from "../schema";
import { turnOf } from "./compare-plans";
import { type ChangeNow, changeParams, dueOf, forecastNow } from "./forecast";
import { type LiveSubscription, linesOf } from "./live-subscription";
import { withoutPlanned } from "./without-planned";

/** A change that a person agreed to, for so much. */
export interface AgreedChange extends ChangeNow {
  readonly teamId: string;
  readonly to: PlanChoice;
  /** What the preview said is due, in the smallest unit of its currency. */
  readonly expectedMinor: string;
  readonly locale: "en" | "zh";
}

/**
 * Makes a change that holds at once, for exactly the amount that was agreed to: one that moved is
 * refused with `amount-moved` and the new one. A payment that fails or that the bank wants confirmed
 * gives no access: the change waits at Stripe until its invoice is paid, and lapses without (T12).
 * A change planned for later is dropped by it, and planned again where this one fails (T13).
 */
export async function changeNow(change: AgreedChange): Promise<ChangeAnswer> {
  const { live, to } = change;
  const waiting = waitingFor(live, to);
  if (waiting) return waiting;
  await dropWaiting(live);
  await requireAgreed(change);
  const { answer: told, hadPlanned } = await withoutPlanned(change, () => update(change));
  const answer = answerOf(told, { droppedPlanned: hadPlanned });
  return change.trial === "goes-on" ? { ...answer, amount: null } : answer;
}

async function requireAgreed(change: AgreedChange): Promise<void> {
  if (change.trial === "goes-on") return;
  const due = dueOf(await forecastNow(change));
  if (due.minor === change.expectedMinor) return;
  throw new AppError("conflict", "amount-moved", {
    values: { amount: formatMinor(due, change.locale) },
  });
}

function update(change: AgreedChange): Promise<Stripe.Subscription> {
  const params = changeParams(change);
  return stripe().subscriptions.update(
    change.live.told.id,
    { ...params, payment_behavior: "pending_if_incomplete", expand: ["latest_invoice"] },
    { idempotencyKey: `team:${change.teamId}:change:${markOf(change.live, params)}` },
  );
}

/** The same for the same change of a subscription in the same state. */
function markOf({ told }: LiveSubscription, params: unknown): string {
  const state = [
    told.id,
    told.items.data.map(({ id, price, quantity }) => [id, price.id, quantity]),
    idOf(told.latest_invoice),
    told.trial_end,
  ];
  return createHash("sha256")
    .update(JSON.stringify([state, params]))
    .digest("hex")
    .slice(0, 32);
}

/** The same change asked for again while it waits for its payment: the page to pay it at. */
function waitingFor({ told }: LiveSubscription, to: PlanChoice): ChangeAnswer | null {
  const items = isOpen(told.latest_invoice) ? told.pending_update?.subscription_items : null;
  const { plan } = planOfLines(linesOf(items ?? []));
  const isSame = plan !== null && turnOf(plan, to, { isTrial: false }) === "same";
  return isSame ? answerOf(told, { droppedPlanned: false }) : null;
}

/** Another change that waits for its payment is given up: two at once would be paid twice. */
export async function dropWaiting({ told }: LiveSubscription): Promise<boolean> {
  const invoice = told.pending_update ? told.latest_invoice : null;
  if (!invoice || !isOpen(invoice)) return false;
  await stripe().invoices.voidInvoice(idOf(invoice));
  return true;
}

function isOpen(invoice: Stripe.Subscription["latest_invoice"]): boolean {
  return invoice !== null && typeof invoice !== "string" && invoice.status === "open";
}

function answerOf(
  { pending_update, latest_invoice }: Stripe.Subscription,
  { droppedPlanned }: { readonly droppedPlanned: boolean },
): ChangeAnswer {
  const invoice = typeof latest_invoice === "string" ? null : latest_invoice;
  const url = invoice?.hosted_invoice_url ?? null;
  const amount = invoice && dueOf(invoice);
  return pending_update
    ? { state: "awaits-payment", url, amount, droppedPlanned }
    : { state: "changed", url: null, amount, droppedPlanned };
}
