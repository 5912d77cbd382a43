/** The one version of Stripe's API that is spoken here: requests name it, webhooks must carry it. */
export const STRIPE_API_VERSION = "2026-10-28.endive";
