import type { Clock } from "./clock";
import { ecbTwin } from "./ecb/twin";
import type { SandboxSettings } from "./env";
import { type Mailbox, openMailbox } from "./mail/mailbox";
import { openSmtpFaults, type SmtpFaults } from "./mail/smtp-faults";
import { openTwins } from "./providers/all";
import type { Store } from "./store";
import { openFaults } from "./wire/faults";
import { requestLog } from "./wire/request-log";
import type { Served } from "./wire/serve-twin";

/** Everything the sandbox plays: providers, exchange rates, mail and time. */
export interface Outside {
  settings: SandboxSettings;
  clock: Clock;
  served: Served[];
  mailbox: Mailbox;
  smtpFaults: SmtpFaults;
  smtpPort: number;
}

export function openOutside(settings: SandboxSettings, clock: Clock, store: Store): Outside {
  const world = { store, clock, seed: settings.seed, pace: settings.pace };
  return {
    settings,
    clock,
    served: [...openTwins(world), ecbTwin(world)].map((twin) => ({
      twin,
      faults: openFaults(store, twin.id),
      log: requestLog(),
      nowMs: () => clock.nowMs(),
    })),
    mailbox: openMailbox(store),
    smtpFaults: openSmtpFaults(store),
    smtpPort: settings.smtpPort,
  };
}

export function findServed(outside: Outside, provider: string): Served | undefined {
  return outside.served.find((one) => one.twin.id === provider);
}

/** Puts a provider, or one account of it, back to its start. */
export function resetProvider(served: Served, account?: string): void {
  const { twin, faults, log } = served;
  twin.fleet?.forget(account);
  twin.disks?.forget(account);
  twin.market.reset(account);
  twin.settings.reset(account);
  faults.clear(account);
  log.clear(account);
}
