import type Stripe from "stripe";
import type { TeamScope } from "@/lib/auth/scope";
import { ownerEmail } from "@/lib/billing/owner-email";
import { CURRENCY } from "@/lib/billing/plans";
import { stripe } from "@/lib/billing/stripe-client";
import { isMissing } from "@/lib/billing/stripe-errors";
import { clock } from "@/lib/clock";
import { inTeam } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { BillingCustomer } from "@/lib/generated/prisma/client";

/**
 * The team's customer at Stripe, made when there is none or it was deleted there. A lost answer makes
 * no second one: the key names the team and, after a deletion, the one before (BILLING T6, T26).
 * Throws `conflict: other-currency` for a customer whose currency is fixed to another one (T18).
 */
export async function ensureCustomer(scope: TeamScope): Promise<string> {
  const teamId = scope.team.id;
  const known = await inTeam(teamId, (tx) => tx.billingCustomer.findUnique({ where: { teamId } }));
  const found = known && !known.deletedAt ? await findCustomer(known.customerId) : null;
  if (!found) return makeCustomer(scope, known);
  const { currency } = found;
  if (currency && currency !== CURRENCY) {
    throw new AppError("conflict", "other-currency", {
      values: { currency: currency.toUpperCase() },
    });
  }
  return found.id;
}

async function findCustomer(id: string): Promise<Stripe.Customer | null> {
  try {
    const customer = await stripe().customers.retrieve(id);
    return customer.deleted ? null : customer;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Made with what never changes, so that the key always means the same; the rest is told afterwards. */
async function makeCustomer(scope: TeamScope, before: BillingCustomer | null): Promise<string> {
  const { id: teamId, name } = scope.team;
  const after = before ? `:after:${before.customerId}` : "";
  const { id } = await stripe().customers.create(
    { metadata: { team: teamId } },
    { idempotencyKey: `team:${teamId}:customer${after}` },
  );
  const email = await inTeam(teamId, (tx) => ownerEmail(tx, teamId));
  await stripe().customers.update(id, { email, name, preferred_locales: [scope.locale] });
  return keep(teamId, { id, email, before });
}

interface Made {
  readonly id: string;
  readonly email: string;
  readonly before: BillingCustomer | null;
}

/** Of two who made one at once, both got the same; whoever comes second changes nothing. */
async function keep(teamId: string, { id, email, before }: Made): Promise<string> {
  const fresh = { customerId: id, email, createdAt: clock.now() };
  return inTeam(teamId, async (tx) => {
    if (!before)
      await tx.billingCustomer.createMany({ data: [{ teamId, ...fresh }], skipDuplicates: true });
    else {
      await tx.billingCustomer.updateMany({
        where: { teamId, customerId: before.customerId },
        data: { ...fresh, ...unknown },
      });
    }
    return (await tx.billingCustomer.findUniqueOrThrow({ where: { teamId } })).customerId;
  });
}

const unknown = {
  currency: null,
  methodKind: null,
  methodBrand: null,
  methodLastFour: null,
  methodExpires: null,
  readAt: null,
  deletedAt: null,
};
