import type { Clock } from "./clock";
import type { ControlRoute } from "./control/route";
import { openRates } from "./ecb/rates";
import { ecbTwin } from "./ecb/twin";
import type { SandboxSettings } from "./env";
import { feedbackRoutes } from "./mail/feedback";
import { type Mailbox, openMailbox } from "./mail/mailbox";
import { sendgridRoutes } from "./mail/sendgrid";
import { sesRoutes } from "./mail/ses";
import { openSmtpFaults, type SmtpFaults } from "./mail/smtp-faults";
import { openAddresses } from "./network/addresses";
import { type Conditions, openConditions } from "./network/conditions";
import { openTwins } from "./providers/all";
import { openReceivers } from "./receivers/receivers";
import type { Store } from "./store";
import { openStripe, type PlayedStripe } from "./stripe/stripe";
import { openTelegram, type PlayedTelegram } from "./telegram/telegram";
import { openFaults } from "./wire/faults";
import { requestLog } from "./wire/request-log";
import type { Served } from "./wire/serve-twin";

/** Everything the sandbox plays: providers, exchange rates, payments, mail and time. */
export interface Outside {
  settings: SandboxSettings;
  clock: Clock;
  served: Served[];
  stripe: PlayedStripe;
  mailbox: Mailbox;
  smtpFaults: SmtpFaults;
  telegram: PlayedTelegram;
  receivers: ControlRoute[];
  /** SendGrid and Amazon SES, who take mails by other ways than SMTP. */
  mailServices: ControlRoute[];
  smtpPort: number;
  /** What ails the machines, whichever provider they are of. */
  conditions: Conditions;
  networkPort: number;
}

/** `port` is the one the sandbox is reached at, for the addresses it hands out. */
export function openOutside(
  settings: SandboxSettings,
  port: number,
  clock: Clock,
  store: Store,
): Outside {
  const { seed, pace } = settings;
  const rates = openRates(store);
  const world = { store, clock, addresses: openAddresses(store), rates, seed, pace };
  const mailbox = openMailbox(store);
  const smtpFaults = openSmtpFaults(store);
  const stripe = openStripe(world, `http://127.0.0.1:${port}`, settings.stripeWebhook);
  const twins = openTwins(world);
  const stateAtMs = (machine: string) => {
    const slash = machine.indexOf("/");
    const fleet = twins.find(({ id }) => id === machine.slice(0, slash))?.fleet;
    return fleet?.find(machine.slice(slash + 1))?.stateAtMs;
  };
  return {
    settings,
    clock,
    stripe,
    served: [...twins, ecbTwin(world), stripe.twin].map((twin) => ({
      twin,
      faults: openFaults(store, twin.id),
      log: requestLog(),
      nowMs: () => clock.nowMs(),
    })),
    mailbox,
    smtpFaults,
    telegram: openTelegram(store, clock),
    receivers: openReceivers(),
    mailServices: [
      ...sendgridRoutes(mailbox, smtpFaults, clock),
      ...sesRoutes(mailbox, smtpFaults, clock),
      ...feedbackRoutes(clock),
    ],
    smtpPort: settings.smtpPort,
    conditions: openConditions(store, stateAtMs),
    networkPort: settings.networkPort,
  };
}

export function findServed(outside: Outside, provider: string): Served | undefined {
  return outside.served.find((one) => one.twin.id === provider);
}

/** Puts a provider, or one account of it, back to its start. */
export function resetProvider(outside: Outside, served: Served, account?: string): void {
  const { twin, faults, log } = served;
  if (twin === outside.stripe.twin) outside.stripe.forget(account);
  for (const { id } of twin.fleet?.all(account) ?? []) outside.conditions.heal(`${twin.id}/${id}`);
  twin.fleet?.forget(account);
  twin.disks?.forget(account);
  twin.market.reset(account);
  twin.settings.reset(account);
  faults.clear(account);
  log.clear(account);
}
