import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Endpoint } from "../records/event";
import { API_VERSION } from "../version";
import { viewEndpoint, viewEvent } from "../views/event";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import {
  clearable,
  flag,
  mergeMetadata,
  metadata,
  paging,
  period,
  text,
  within,
} from "../wire/params";
import { noSuch } from "../wire/problem";

const KEPT_S = 30 * 86_400;
const url = z.string().regex(/^https?:\/\//, "Not a valid URL");
const eventsSchema = z.strictObject({
  ...paging,
  created: period.optional(),
  delivery_success: flag.optional(),
  type: text.optional(),
  types: z.array(text).max(20).optional(),
});
const createSchema = z.strictObject({
  url,
  enabled_events: z.array(text).min(1),
  api_version: z.literal(API_VERSION).optional(),
  description: clearable(text).optional(),
  metadata: metadata.optional(),
});
const updateSchema = z.strictObject({
  url: url.optional(),
  enabled_events: z.array(text).min(1).optional(),
  description: clearable(text).optional(),
  disabled: flag.optional(),
  metadata: metadata.optional(),
});

/** What happened in the last thirty days, and the endpoints that hear of it. */
export function eventRoutes(): ApiRoute[] {
  const none = z.strictObject({});
  const one = "/webhook_endpoints/:id";
  return [
    route("GET", "/events", eventsSchema, listEvents),
    route("GET", "/events/:id", none, ({ desk, account, id }) => {
      const event = desk.events.find(account, id);
      if (!event || event.created < desk.now() - KEPT_S) throw noSuch("event", id);
      return viewEvent(desk, event);
    }),
    route("POST", "/webhook_endpoints", createSchema, create),
    route("GET", "/webhook_endpoints", z.strictObject(paging), ({ desk, account, params }) =>
      page("/v1/webhook_endpoints", desk.endpoints.of(account), params, (row) => viewEndpoint(row)),
    ),
    route("GET", one, none, (call) => viewEndpoint(find(call))),
    route("POST", one, updateSchema, (call) => {
      const endpoint = find(call);
      const { disabled, metadata: changed, ...rest } = call.params;
      const given = Object.entries(rest).filter(([, value]) => value !== undefined);
      return viewEndpoint(
        call.desk.endpoints.put({
          ...endpoint,
          ...Object.fromEntries(given),
          metadata: mergeMetadata(endpoint.metadata, changed),
          status: disabled === undefined ? endpoint.status : disabled ? "disabled" : "enabled",
        }),
      );
    }),
    route("DELETE", one, none, (call) => {
      const { id } = find(call);
      call.desk.endpoints.remove(id);
      return { id, object: "webhook_endpoint", deleted: true };
    }),
  ];
}

/** A new endpoint's secret is shown once, in the answer that makes it. */
function create({ desk, account, params }: ApiCall<z.infer<typeof createSchema>>) {
  const endpoint = desk.endpoints.put({
    id: desk.mint(account, "we"),
    account,
    created: desk.now(),
    url: params.url,
    secret: newSecret(),
    old_secret: null,
    enabled_events: params.enabled_events,
    api_version: params.api_version ?? null,
    description: params.description ?? null,
    status: "enabled",
    metadata: mergeMetadata({}, params.metadata),
  });
  return viewEndpoint(endpoint, true);
}

export function newSecret(): string {
  return `whsec_${randomBytes(24).toString("hex")}`;
}

function listEvents({ desk, account, params }: ApiCall<z.infer<typeof eventsSchema>>) {
  const { delivery_success: delivered, type, types } = params;
  const unsent = new Set(
    desk.deliveries.of(account).flatMap((one) => (one.state === "delivered" ? [] : [one.event])),
  );
  const rows = desk.events
    .of(account)
    .filter((one) => one.created >= desk.now() - KEPT_S)
    .filter((one) => within(params.created, one.created))
    .filter((one) => type === undefined || matches(type, one.type))
    .filter((one) => !types || types.some((wanted) => matches(wanted, one.type)))
    .filter((one) => delivered === undefined || unsent.has(one.id) !== delivered);
  return page("/v1/events", rows, params, (one) => viewEvent(desk, one));
}

/** `customer.*` stands for all that begins with `customer.`. */
function matches(wanted: string, type: string): boolean {
  return wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : wanted === type;
}

function find({ desk, account, id }: ApiCall<unknown>): Endpoint {
  const endpoint = desk.endpoints.find(account, id);
  if (!endpoint) throw noSuch("webhook endpoint", id);
  return endpoint;
}
