import type { Desk } from "../desk";
import type { Wire } from "../object";
import type { Configuration, PortalSession } from "../records/hosted";

export function viewConfiguration(configuration: Configuration): Wire {
  const { features } = configuration;
  return {
    id: configuration.id,
    object: "billing_portal.configuration",
    active: configuration.active,
    application: null,
    business_profile: {
      headline: configuration.headline,
      privacy_policy_url: configuration.privacy_policy_url,
      terms_of_service_url: configuration.terms_of_service_url,
    },
    created: configuration.created,
    default_return_url: configuration.default_return_url,
    features: {
      ...features,
      payment_method_update: {
        ...features.payment_method_update,
        payment_method_configuration: null,
      },
      subscription_cancel: {
        ...features.subscription_cancel,
        cancellation_reason: {
          ...features.subscription_cancel.cancellation_reason,
          feedback_options: null,
        },
      },
      subscription_pause: {
        enabled: false,
        duration: { type: "indefinite", interval_options: [] },
      },
      subscription_update: {
        ...features.subscription_update,
        billing_cycle_anchor: null,
        products: features.subscription_update.products.map((one) => ({
          ...one,
          adjustable_quantity: { enabled: false, maximum: null, minimum: 1 },
        })),
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: "end_trial",
      },
    },
    is_default: configuration.is_default,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: configuration.metadata,
    name: configuration.name,
    updated: configuration.updated,
  };
}

export function viewPortalSession(desk: Desk, session: PortalSession): Wire {
  return {
    id: session.id,
    object: "billing_portal.session",
    configuration: session.configuration,
    created: session.created,
    customer: session.customer,
    customer_account: null,
    flow: viewFlow(session),
    livemode: false,
    locale: session.locale,
    on_behalf_of: null,
    return_url: session.return_url,
    url: `${desk.origin}/stripe/portal/${session.id}`,
  };
}

function viewFlow({ flow }: PortalSession): Wire | null {
  if (!flow) return null;
  return {
    after_completion: {
      hosted_confirmation: null,
      redirect: flow.after === null ? null : { return_url: flow.after },
      type: flow.after === null ? "portal_homepage" : "redirect",
    },
    customer_update: null,
    subscription_cancel:
      flow.type === "subscription_cancel"
        ? { retention: null, subscription: flow.subscription }
        : null,
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type: flow.type,
  };
}
