import type { Twin, World } from "../providers/twin";
import { type Desk, openDesk } from "./desk";
import { settle } from "./settle";
import { stripeTwin } from "./twin";
import { openCourier } from "./webhooks/deliver";
import { openReplays } from "./wire/idempotency";

const TICK_MS = 100;

/** The played Stripe: its API, its pages' desk, and what runs beside the calls. */
export interface PlayedStripe {
  twin: Twin;
  desk: Desk;
  /** Begins to follow the clock and to send webhooks; the answer ends it. */
  start(): () => void;
  forget(account?: string): void;
}

export function openStripe(
  world: World,
  origin: string,
  wired: { url: string; secret: string } | null,
): PlayedStripe {
  const desk = openDesk(world, origin, wired);
  const replays = openReplays(desk);
  const courier = openCourier(desk);
  return {
    twin: stripeTwin(desk, replays),
    desk,
    start() {
      const tick = () => {
        try {
          settle(desk);
        } catch (error) {
          console.error(error);
        }
        courier.run();
      };
      const timer = setInterval(tick, TICK_MS);
      return () => clearInterval(timer);
    },
    forget(account) {
      desk.forget(account);
      replays.forget(account);
      desk.webhookFaults.clear(account);
    },
  };
}
