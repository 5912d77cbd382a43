import type { Desk } from "../desk";
import type { Wire } from "../object";
import type { Endpoint, StripeEvent } from "../records/event";
import { API_VERSION } from "../version";

export function viewEvent(desk: Desk, event: StripeEvent): Wire {
  const pending = desk.deliveries
    .of(event.account)
    .filter((one) => one.event === event.id && one.state !== "delivered").length;
  return {
    id: event.id,
    object: "event",
    api_version: API_VERSION,
    created: event.created,
    data: {
      object: event.object,
      ...(event.previous ? { previous_attributes: event.previous } : {}),
    },
    livemode: false,
    pending_webhooks: pending,
    request: { id: event.request.id, idempotency_key: event.request.key },
    type: event.type,
  };
}

export function viewEndpoint(endpoint: Endpoint, withSecret = false): Wire {
  return {
    id: endpoint.id,
    object: "webhook_endpoint",
    api_version: endpoint.api_version,
    application: null,
    created: endpoint.created,
    description: endpoint.description,
    enabled_events: endpoint.enabled_events,
    livemode: false,
    metadata: endpoint.metadata,
    ...(withSecret ? { secret: endpoint.secret } : {}),
    status: endpoint.status,
    url: endpoint.url,
  };
}
