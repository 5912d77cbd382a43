import { countTry } from "@/lib/auth/rate-limits";
import type { TeamScope } from "@/lib/auth/scope";
import { stripe } from "@/lib/billing/stripe-client";
import { askStripe } from "@/lib/billing/stripe-errors";
import { inTeam } from "@/lib/db";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { localePath } from "@/lib/i18n/locales";
import { defineVerb } from "@/lib/verbs/define-verb";
import { openPortalInput, wayOut } from "../schema";
import { portalConfiguration } from "./configuration";

/** Opens Stripe's own page for bills and payment methods; the way back is ours (BILLING T24). */
export const openPortal = defineVerb({
  name: "billing.open-portal",
  input: openPortalInput,
  output: wayOut,
  permission: "billing.write",
  feature: null,
  // The page lets somebody in without signing in.
  secretAnswer: true,
  audit: ({ flow }) => ({ details: { flow: flow ?? null } }),
  async prepare(scope, { flow }) {
    await countTry("payments", scope.team.id);
    const customer = await customerOf(scope);
    return askStripe(() => openFor(scope, { customer, toMethod: flow === "payment-method" }));
  },
  run: async ({ prepared }) => ({ url: prepared }),
});

async function customerOf({ team: { id: teamId } }: TeamScope): Promise<string> {
  const row = await inTeam(teamId, (tx) => tx.billingCustomer.findUnique({ where: { teamId } }));
  if (!row || row.deletedAt) throw new AppError("conflict", "no-customer");
  return row.customerId;
}

async function openFor(
  { locale }: TeamScope,
  { customer, toMethod }: { readonly customer: string; readonly toMethod: boolean },
): Promise<string> {
  const back = new URL(localePath(locale, "/settings/subscription"), env.APP_URL).href;
  const { url } = await stripe().billingPortal.sessions.create({
    customer,
    configuration: await portalConfiguration(),
    return_url: back,
    locale,
    ...(toMethod && {
      flow_data: {
        type: "payment_method_update",
        after_completion: { type: "redirect", redirect: { return_url: back } },
      },
    }),
  });
  return url;
}
