import { z } from "zod";
import type { Configuration } from "../records/hosted";
import { viewConfiguration, viewPortalSession } from "../views/portal";
import { emit } from "../webhooks/emit";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import { clearable, flag, mergeMetadata, metadata, paging, text } from "../wire/params";
import { invalid, noSuch } from "../wire/problem";
import { livingCustomer } from "./customers";
import { featuresOf, featuresSchema, NO_FEATURES } from "./portal-features";
import { findSubscription } from "./subscriptions";

const url = z.string().regex(/^https?:\/\//, "Not a valid URL");
const fields = {
  business_profile: z
    .strictObject({
      headline: clearable(text).optional(),
      privacy_policy_url: url.optional(),
      terms_of_service_url: url.optional(),
    })
    .optional(),
  default_return_url: clearable(url).optional(),
  metadata: metadata.optional(),
  name: clearable(text).optional(),
};
const createSchema = z.strictObject({ ...fields, features: featuresSchema });
const updateSchema = z.strictObject({
  ...fields,
  active: flag.optional(),
  features: featuresSchema.optional(),
});
const listSchema = z.strictObject({
  ...paging,
  active: flag.optional(),
  is_default: flag.optional(),
});
const sessionSchema = z.strictObject({
  customer: text,
  configuration: text.optional(),
  return_url: url.optional(),
  locale: text.optional(),
  flow_data: z
    .strictObject({
      type: z.enum(["payment_method_update", "subscription_cancel"]),
      subscription_cancel: z.strictObject({ subscription: text }).optional(),
      after_completion: z
        .strictObject({
          type: z.enum(["redirect", "portal_homepage"]),
          redirect: z.strictObject({ return_url: url }).optional(),
        })
        .optional(),
    })
    .optional(),
});

/** The billing portal: what it lets a customer do, and visits to it. */
export function portalRoutes(): ApiRoute[] {
  const many = "/billing_portal/configurations";
  return [
    route("POST", many, createSchema, create),
    route("GET", many, listSchema, ({ desk, account, params }) =>
      page(
        `/v1${many}`,
        desk.configurations
          .of(account)
          .filter((row) => params.active === undefined || row.active === params.active)
          .filter((row) => params.is_default === undefined || row.is_default === params.is_default),
        params,
        viewConfiguration,
      ),
    ),
    route("GET", `${many}/:id`, z.strictObject({}), (call) =>
      viewConfiguration(find(call, call.id)),
    ),
    route("POST", `${many}/:id`, updateSchema, update),
    route("POST", "/billing_portal/sessions", sessionSchema, visit),
  ];
}

function create({ desk, account, params }: ApiCall<z.infer<typeof createSchema>>) {
  const now = desk.now();
  const { business_profile: profile } = params;
  const configuration = desk.configurations.put({
    id: desk.mint(account, "bpc"),
    account,
    created: now,
    updated: now,
    active: true,
    is_default: desk.configurations.of(account).length === 0,
    name: params.name ?? null,
    headline: profile?.headline ?? null,
    privacy_policy_url: profile?.privacy_policy_url ?? null,
    terms_of_service_url: profile?.terms_of_service_url ?? null,
    default_return_url: params.default_return_url ?? null,
    features: featuresOf(NO_FEATURES, params.features),
    metadata: mergeMetadata({}, params.metadata),
  });
  emit(desk, account, "billing_portal.configuration.created", viewConfiguration(configuration));
  return viewConfiguration(configuration);
}

function update(call: ApiCall<z.infer<typeof updateSchema>>) {
  const { desk, account, params } = call;
  const known = find(call, call.id);
  const { business_profile: profile } = params;
  const changed = desk.configurations.put({
    ...known,
    updated: desk.now(),
    active: params.active ?? known.active,
    name: params.name === undefined ? known.name : params.name,
    headline: profile?.headline === undefined ? known.headline : profile.headline,
    privacy_policy_url: profile?.privacy_policy_url ?? known.privacy_policy_url,
    terms_of_service_url: profile?.terms_of_service_url ?? known.terms_of_service_url,
    default_return_url:
      params.default_return_url === undefined
        ? known.default_return_url
        : params.default_return_url,
    features: featuresOf(known.features, params.features ?? {}),
    metadata: mergeMetadata(known.metadata, params.metadata),
  });
  emit(desk, account, "billing_portal.configuration.updated", viewConfiguration(changed));
  return viewConfiguration(changed);
}

function visit(call: ApiCall<z.infer<typeof sessionSchema>>) {
  const { desk, account, params } = call;
  const customer = livingCustomer(call, params.customer);
  const configuration = configurationOf(call);
  const { flow_data: flow } = params;
  const subscription = flow?.subscription_cancel?.subscription ?? null;
  if (subscription !== null) {
    findSubscription(call, subscription, "flow_data[subscription_cancel][subscription]");
  }
  const session = desk.portalSessions.put({
    id: desk.mint(account, "bps"),
    account,
    created: desk.now(),
    customer: customer.id,
    configuration: configuration.id,
    return_url: params.return_url ?? configuration.default_return_url,
    locale: params.locale ?? null,
    flow: flow
      ? {
          type: flow.type,
          subscription,
          after: flow.after_completion?.redirect?.return_url ?? null,
        }
      : null,
    waiting: null,
  });
  emit(desk, account, "billing_portal.session.created", viewPortalSession(desk, session));
  return viewPortalSession(desk, session);
}

function configurationOf(call: ApiCall<z.infer<typeof sessionSchema>>): Configuration {
  const { desk, account, params } = call;
  if (params.configuration !== undefined) return find(call, params.configuration, "configuration");
  const usual = desk.configurations.of(account).find((row) => row.is_default);
  if (usual) return usual;
  throw invalid(
    "You can't create a portal session in test mode until you save your customer portal settings in test mode.",
  );
}

function find({ desk, account }: ApiCall<unknown>, id: string, param = "id"): Configuration {
  const configuration = desk.configurations.find(account, id);
  if (!configuration) throw noSuch("configuration", id, param);
  return configuration;
}
