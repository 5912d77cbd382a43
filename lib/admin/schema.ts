import { z } from "zod";

const instant = z.string();
const count = z.number().int();
const id = z.string().min(1).max(100);

/** Part of a name or of a member's address, or a whole id of ours or of the payment service. */
export const findTeamInput = z.object({ words: z.string().trim().min(2).max(200) });
export const readTeamInput = z.object({ teamId: id });
export const resendMailInput = z.object({ deliveryId: id });
export const retryEventInput = z.object({ eventId: id });
export const resolveAlarmInput = z.object({ alarmId: id });
/** A failed job by its name and what it was woken for, as listed. */
export const failedJobInput = z.object({
  job: z.string().min(1).max(80),
  payload: z.string().max(2_000),
});

const foundTeam = z.object({
  id: z.string(),
  name: z.string(),
  owner: z.string().nullable(),
  members: count,
  customerId: z.string().nullable(),
  createdAt: instant,
});
export const foundTeams = z.object({ teams: z.array(foundTeam) });

/** Whole smallest units of a currency, as a decimal string. */
const amount = z.object({ minor: z.string(), currency: z.string() });

/** What the sentence of an alarm is made of, by its kind. */
export const alarmFacts = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

const alarm = z.object({
  id: z.string(),
  kind: z.string(),
  subject: z.string(),
  team: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  facts: alarmFacts,
  at: instant,
  resolvedAt: instant.nullable(),
});

export const teamDetails = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: instant,
  /** What its subscriptions give now. */
  tier: z.string(),
  seats: count,
  graceUntil: instant.nullable(),
  /** As the worker last settled it. */
  settledTier: z.string(),
  customer: z
    .object({
      id: z.string(),
      email: z.string(),
      currency: z.string().nullable(),
      deletedAt: instant.nullable(),
    })
    .nullable(),
  subscriptions: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      tier: z.string(),
      interval: z.string(),
      seats: count,
      startedAt: instant,
      periodEndsAt: instant.nullable(),
      cancelAt: instant.nullable(),
      endedAt: instant.nullable(),
      awaitsPayment: z.boolean(),
      pastDueSince: instant.nullable(),
      readAt: instant,
    }),
  ),
  invoices: z.array(
    z.object({
      id: z.string(),
      number: z.string().nullable(),
      status: z.string(),
      due: amount,
      paid: amount,
      refunded: amount,
      attempts: count,
      createdAt: instant,
    }),
  ),
  members: z.array(
    z.object({
      email: z.string(),
      name: z.string().nullable(),
      role: z.string(),
      isVerified: z.boolean(),
      isDisabled: z.boolean(),
      since: instant,
    }),
  ),
  keys: count,
  frozenKeys: count,
  deployments: count,
  /** Of them, those that have not ended. */
  liveDeployments: count,
  alarms: z.array(alarm),
});

/** What waits for the people who run the installation; lists hold the newest, counts all. */
export const overview = z.object({
  jobs: z.array(
    z.object({
      job: z.string(),
      payload: z.string(),
      failures: count,
      failure: z.string(),
      firstFailedAt: instant,
      lastFailedAt: instant,
    }),
  ),
  jobCount: count,
  mails: z.array(
    z.object({
      id: z.string(),
      state: z.enum(["dead", "uncertain"]),
      type: z.string(),
      channel: z.string(),
      email: z.string(),
      team: z.string(),
      attempts: count,
      failure: z.string().nullable(),
      endedAt: instant.nullable(),
    }),
  ),
  mailCount: count,
  events: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      customerId: z.string().nullable(),
      objectId: z.string().nullable(),
      attempts: count,
      failure: z.string().nullable(),
      receivedAt: instant,
    }),
  ),
  eventCount: count,
  alarms: z.array(alarm),
  alarmCount: count,
  reconciles: z.array(
    z.object({
      id: z.string(),
      startedAt: instant,
      endedAt: instant.nullable(),
      customers: count,
      events: count,
      drift: count,
      unreadable: count,
    }),
  ),
});

export const waitingList = z.object({
  entries: z.array(
    z.object({ email: z.string(), tier: z.string(), locale: z.string(), at: instant }),
  ),
  count,
});

export type Overview = z.output<typeof overview>;
export type FoundTeams = z.output<typeof foundTeams>;
export type TeamDetails = z.output<typeof teamDetails>;
export type AlarmView = z.output<typeof alarm>;
export type WaitingList = z.output<typeof waitingList>;
