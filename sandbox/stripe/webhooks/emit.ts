import type { Desk } from "../desk";
import { difference, type Wire } from "../object";
import type { Endpoint, StripeEvent } from "../records/event";

/** Records that something happened and puts it on its way to every endpoint that listens. */
export function emit(
  desk: Desk,
  account: string,
  type: string,
  object: Wire,
  previous: Wire | null = null,
): void {
  const event = desk.events.put({
    id: desk.mint(account, "evt"),
    account,
    created: desk.now(),
    type,
    object,
    previous,
    request: { ...desk.request },
  });
  for (const endpoint of listeners(desk, account, type)) dispatch(desk, event, endpoint.id);
}

/** Tells that an object changed, with the fields as they were; nothing when it did not. */
export function emitChange(
  desk: Desk,
  account: string,
  type: string,
  before: Wire,
  after: Wire,
): void {
  const previous = difference(before, after);
  if (Object.keys(previous).length > 0) emit(desk, account, type, after, previous);
}

/** Puts an event on its way to one endpoint. */
export function dispatch(desk: Desk, event: StripeEvent, endpoint: string): void {
  desk.deliveries.put({
    id: desk.mint(event.account, "dlv"),
    account: event.account,
    created: desk.now(),
    event: event.id,
    type: event.type,
    endpoint,
    state: "waiting",
    next_ms: desk.world.clock.nowMs(),
    held: false,
    attempts: [],
  });
}

/** The endpoint of the sandbox's settings, as if each account had made it. */
export const WIRED = "we_wired";

export function findEndpoint(desk: Desk, account: string, id: string): Endpoint | undefined {
  if (id !== WIRED) return desk.endpoints.find(account, id);
  if (!desk.wired) return undefined;
  return {
    id: WIRED,
    account,
    created: 0,
    url: desk.wired.url,
    secret: desk.wired.secret,
    old_secret: null,
    enabled_events: ["*"],
    api_version: null,
    description: null,
    status: "enabled",
    metadata: {},
  };
}

/** The endpoints that hear of events of this type. */
export function listeners(desk: Desk, account: string, type: string): Endpoint[] {
  const wired = findEndpoint(desk, account, WIRED);
  const made = desk.endpoints.of(account).reverse();
  return [...(wired ? [wired] : []), ...made].filter(
    ({ status, enabled_events: wanted }) =>
      status === "enabled" && (wanted.includes("*") || wanted.includes(type)),
  );
}
