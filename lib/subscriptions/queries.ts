import { roleMay } from "@/lib/auth/permissions";
import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { ownerEmail } from "@/lib/billing/owner-email";
import { soldTiers } from "@/lib/billing/sold";
import { teamEntitlement } from "@/lib/billing/team-entitlement";
import { mayTry } from "@/lib/billing/trial-marks";
import type { CheckoutState, SubscriptionView, TeamStanding } from "@/lib/billing/types";
import { inTeam, type Tx } from "@/lib/db";
import { countSeats } from "@/lib/teams/seats";
import { openIntent } from "./checkout/intents";
import { type SubscriptionRows, toSubscriptionView } from "./to-subscription-view";

const MOST_INVOICES = 36;

/**
 * A team's subscription as its page shows it, from our own rows alone. Bills, the payment method and
 * an open checkout are there for those who may change them.
 */
export async function subscriptionView(scope: TeamScope, now: Date): Promise<SubscriptionView> {
  requireRead(scope, "billing.read");
  const mayChange = roleMay(scope.team.role, "billing.write");
  const rows = await inTeam(scope.team.id, (tx) => readRows(tx, { scope, mayChange, now }));
  return toSubscriptionView(rows, { mayChange, sold: soldTiers(), now });
}

/**
 * What became of the newest checkout that somebody of the team began; `null` where there never was
 * one. Told by the row, which follows Stripe, not by the way back from there.
 */
export async function lastCheckout(scope: TeamScope): Promise<CheckoutState | null> {
  requireRead(scope, "billing.read");
  const teamId = scope.team.id;
  const row = await inTeam(teamId, (tx) =>
    tx.checkoutIntent.findFirst({
      where: { teamId },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    }),
  );
  return states.find((state) => state === row?.state) ?? null;
}

/** Whether the team has to pay to keep its tier, for every page of the console; from our own rows. */
export async function teamStanding(scope: TeamScope, now: Date): Promise<TeamStanding> {
  requireRead(scope, "billing.read");
  const { id: teamId, role } = scope.team;
  const { graceUntil } = await inTeam(teamId, (tx) => teamEntitlement(tx, teamId, now));
  return {
    graceUntil: graceUntil?.toISOString() ?? null,
    now: now.toISOString(),
    mayPay: roleMay(role, "billing.write"),
  };
}

const states: readonly CheckoutState[] = ["open", "completed", "expired", "failed"];

interface Reader {
  readonly scope: TeamScope;
  readonly mayChange: boolean;
  readonly now: Date;
}

async function readRows(tx: Tx, { scope, mayChange, now }: Reader): Promise<SubscriptionRows> {
  const { id: teamId } = scope.team;
  return {
    subscriptions: await tx.subscription.findMany({ where: { teamId } }),
    customer: mayChange ? await tx.billingCustomer.findUnique({ where: { teamId } }) : null,
    invoices: mayChange ? await readInvoices(tx, teamId) : [],
    intent: mayChange ? await openIntent(tx, teamId) : null,
    seats: await countSeats(tx, { teamId, now }),
    keys: await tx.providerKey.count({ where: { teamId, state: { not: "removed" } } }),
    frozenKeys: await tx.providerKey.count({ where: { teamId, frozenAt: { not: null } } }),
    alerts: await tx.priceAlert.count({ where: { teamId, state: "on" } }),
    mayTry: await mayTry(tx, { teamId, email: await ownerEmail(tx, teamId) }),
  };
}

/** Drafts are no bills yet. */
function readInvoices(tx: Tx, teamId: string) {
  return tx.billingInvoice.findMany({
    where: { teamId, status: { not: "draft" } },
    orderBy: [{ createdAt: "desc" }, { number: "desc" }],
    take: MOST_INVOICES,
  });
}
