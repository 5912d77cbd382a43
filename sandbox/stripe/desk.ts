import { idMint } from "../ids";
import { type Market, openMarket } from "../market";
import type { World } from "../providers/twin";
import { type ScopedSettings, scopedSettings } from "../scope";
import { openShelves, type Shelves } from "./shelves";
import { openWebhookFaults, type WebhookFaults } from "./webhooks/faults";

/** Everything the Stripe twin owns, and the time it lives in. */
export interface Desk extends Shelves {
  world: World;
  market: Market;
  settings: ScopedSettings;
  /** Where this sandbox is reached, for the addresses of hosted pages. */
  origin: string;
  /** The endpoint of the sandbox's own settings, which hears of every account. */
  wired: { url: string; secret: string } | null;
  /** A new id such as `cus_…`, the same for the same calls. */
  mint(account: string, prefix: string): string;
  /** The moment being played, in Unix seconds: the clock's, or an earlier one being caught up with. */
  now(): number;
  /** Plays `run` at an earlier moment. */
  at<T>(moment: number, run: () => T): T;
  /** What goes wrong with webhooks. */
  webhookFaults: WebhookFaults;
  /** The call being answered, which its events name. */
  request: { id: string | null; key: string | null };
}

export function openDesk(world: World, origin: string, wired: Desk["wired"]): Desk {
  const { store, clock, seed } = world;
  const ids = idMint(store, "stripe", seed);
  let played: number | null = null;
  return {
    ...openShelves(store),
    world,
    market: openMarket(store, "stripe", []),
    settings: scopedSettings(store, "stripe"),
    origin,
    wired,
    mint: (account, prefix) => `${prefix}_${ids.next(account, "hex").slice(0, 24)}`,
    now: () => played ?? Math.floor(clock.nowMs() / 1_000),
    at(moment, run) {
      const before = played;
      played = moment;
      try {
        return run();
      } finally {
        played = before;
      }
    },
    webhookFaults: openWebhookFaults(store),
    request: { id: null, key: null },
  };
}
