import type { Desk } from "../desk";
import type { Delivery, Endpoint } from "../records/event";
import { viewEvent } from "../views/event";
import { findEndpoint } from "./emit";
import { post } from "./send";
import { signatureOf } from "./sign";

const SECOND_MS = 1_000;
/** The waits between attempts, growing over three days of the clock. */
const WAITS_MS = [2, 10, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400, 86_400].map(
  (seconds) => seconds * SECOND_MS,
);

/** Sends deliveries whose time has come, one after another at each endpoint. */
export function openCourier(desk: Desk) {
  const busy = new Set<string>();

  async function empty(key: string): Promise<void> {
    busy.add(key);
    try {
      for (let next = nextOf(key); next; next = nextOf(key)) await deliver(next);
    } finally {
      busy.delete(key);
    }
  }

  function nextOf(key: string): Delivery | undefined {
    return desk.deliveries
      .all()
      .filter((one) => one.state === "waiting" && keyOf(one) === key)
      .filter((one) => one.next_ms <= desk.world.clock.nowMs())
      .sort((a, b) => a.next_ms - b.next_ms)[0];
  }

  async function deliver(delivery: Delivery): Promise<void> {
    const endpoint = findEndpoint(desk, delivery.account, delivery.endpoint);
    const event = desk.events.any(delivery.event);
    if (!endpoint || !event) {
      desk.deliveries.put({ ...delivery, state: "failed" });
      return;
    }
    const body = JSON.stringify(viewEvent(desk, event), null, 2);
    const status = await post(endpoint.url, body, sign(desk, endpoint, body));
    note(desk, delivery.id, status);
  }

  return {
    /** Looks once at every endpoint; those still busy are left alone. */
    run(): void {
      const now = desk.world.clock.nowMs();
      const due = desk.deliveries
        .all()
        .filter((one) => one.state === "waiting" && one.next_ms <= now)
        .map(keyOf);
      for (const key of new Set(due)) {
        if (!busy.has(key)) empty(key).catch((error: unknown) => console.error(error));
      }
    },
  };
}

/** The signature an endpoint expects now; for a day after a roll the old secret signs too. */
function sign(desk: Desk, endpoint: Endpoint, body: string): string {
  const now = Math.floor(desk.world.clock.nowMs() / SECOND_MS);
  const { old_secret: old, secret } = endpoint;
  const secrets = old && old.until > now ? [secret, old.secret] : [secret];
  return signatureOf(body, secrets, now);
}

function note(desk: Desk, id: string, status: number | string): void {
  const delivery = desk.deliveries.any(id);
  if (!delivery) return;
  const now = desk.world.clock.nowMs();
  const attempts = [...delivery.attempts, { at: Math.floor(now / SECOND_MS), status }];
  const arrived = typeof status === "number" && status >= 200 && status < 300;
  const wait = WAITS_MS[attempts.length - 1];
  if (arrived) desk.deliveries.put({ ...delivery, attempts, state: "delivered" });
  else if (wait === undefined) desk.deliveries.put({ ...delivery, attempts, state: "failed" });
  else desk.deliveries.put({ ...delivery, attempts, next_ms: now + wait });
}

function keyOf({ account, endpoint }: Delivery): string {
  return `${account} ${endpoint}`;
}
