import type { Desk } from "../desk";
import { difference, type Wire } from "../object";
import type { Endpoint, StripeEvent } from "../records/event";
import type { WebhookFault } from "./faults";

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
  for (const endpoint of listeners(desk, account, type)) {
    dispatch(desk, event, endpoint.id, desk.webhookFaults.take(event, customerOf(desk, object)));
  }
}

/** The customer an object is about; some name only an invoice or a charge. */
function customerOf(desk: Desk, { object, id, customer, invoice, charge }: Wire): unknown {
  if (object === "customer") return id;
  if (typeof customer === "string") return customer;
  if (typeof invoice === "string") return desk.invoices.any(invoice)?.customer;
  return typeof charge === "string" ? desk.charges.any(charge)?.customer : undefined;
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

/** Puts an event on its way to one endpoint, through whatever is wrong with the line now. */
export function dispatch(
  desk: Desk,
  event: StripeEvent,
  endpoint: string,
  faults: WebhookFault[] = [],
): void {
  const dropped = faults.some(({ kind }) => kind === "drop");
  const twice = faults.some(({ kind }) => kind === "duplicate");
  for (let copies = twice ? 2 : 1; copies > 0; copies -= 1) {
    desk.deliveries.put({
      id: desk.mint(event.account, "dlv"),
      account: event.account,
      created: desk.now(),
      event: event.id,
      type: event.type,
      endpoint,
      state: dropped ? "dropped" : "waiting",
      next_ms: leavesAt(desk, faults),
      attempts: [],
    });
  }
}

/** Reordered events wait for the end of the next second and leave the last one first. */
function leavesAt(desk: Desk, faults: WebhookFault[]): number {
  const now = desk.world.clock.nowMs();
  if (faults.some(({ kind }) => kind === "reorder")) {
    const window = (Math.floor(now / 1_000) + 2) * 1_000;
    return window - (desk.deliveries.all().length % 1_000);
  }
  return now + faults.reduce((sum, { kind, ms }) => sum + (kind === "delay" ? ms : 0), 0);
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
