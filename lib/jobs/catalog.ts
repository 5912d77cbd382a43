import { z } from "zod";

/** How jobs share worker capacity: each lane is one queue with its own concurrency. */
export const lanes = {
  engine: { concurrency: 20 },
  /** A batch of probes takes as long as its slowest; the next does not wait for it. */
  probes: { concurrency: 20 },
  prices: { concurrency: 3 },
  notify: { concurrency: 10 },
  billing: { concurrency: 5 },
} as const;
export type Lane = keyof typeof lanes;

interface JobSpec {
  readonly lane: Lane;
  readonly payload: z.ZodType;
  /** Fixed schedule; jobs that are only woken have none. */
  readonly everyMs: number | null;
}

const nothing = z.object({});

/**
 * Every job of the product. Jobs only wake: PostgreSQL holds what is due, so a lost or doubled job
 * costs at most one sweep.
 */
export const jobs = {
  /** Finds due operations and deployments whose wish is not met, and runs them. */
  "operations.sweep": { lane: "engine", payload: nothing, everyMs: 15_000 },
  /** Brings one deployment forward. */
  "operations.run": {
    lane: "engine",
    payload: z.object({ deploymentId: z.string() }),
    everyMs: null,
  },
  /** Looks for machines nobody owns. */
  "operations.reap": { lane: "engine", payload: nothing, everyMs: 60_000 },
  /** Warns of leases that end soon and ends those whose time or money is up. */
  "leases.sweep": { lane: "engine", payload: nothing, everyMs: 15_000 },
  /** One list call per due account; writes what the providers say. */
  "health.sweep": { lane: "engine", payload: nothing, everyMs: 15_000 },
  /** Probes the machines whose round is due. */
  "health.probe": { lane: "probes", payload: nothing, everyMs: 1_000 },
  /** Tells of machines whose GPUs do nothing, or has them stopped, as their rules say. */
  "idle.sweep": { lane: "engine", payload: nothing, everyMs: 60_000 },
  /** Rolls rounds of probes up by the hour. */
  "health.roll-up": { lane: "prices", payload: nothing, everyMs: 3_600_000 },
  /** Begins, holds or ends repairs of machines that are unwell. */
  "repair.sweep": { lane: "engine", payload: nothing, everyMs: 15_000 },
  /** Asks providers whether they still take the keys that are due. */
  "keys.check": { lane: "engine", payload: nothing, everyMs: 60_000 },
  /** Reads volumes and credit of accounts that are due, and brings volumes' wishes forward. */
  "volumes.sweep": { lane: "engine", payload: nothing, everyMs: 15_000 },
  /** Brings one volume's wish forward. */
  "volumes.run": { lane: "engine", payload: z.object({ volumeId: z.string() }), everyMs: null },
  /** Starts a refresh of every price source that is due. */
  "prices.sweep": { lane: "prices", payload: nothing, everyMs: 30_000 },
  "prices.refresh": {
    lane: "prices",
    payload: z.object({ providerId: z.string() }),
    everyMs: null,
  },
  /** Compares price alerts with the lowest prices. */
  "alerts.check": { lane: "prices", payload: nothing, everyMs: 60_000 },
  /** Asks for the day's exchange rates while they are missing. */
  "rates.refresh": { lane: "prices", payload: nothing, everyMs: 3_600_000 },
  /** Rolls price points up by day, so that history stays and the points may be thinned. */
  "prices.roll-up": { lane: "prices", payload: nothing, everyMs: 3_600_000 },
  /** Counts how launches of all teams ended, and how honest quoted prices were. */
  "odds.count": { lane: "prices", payload: nothing, everyMs: 3_600_000 },
  /** Writes the growth figures of yesterday and today, and of days that were missed. */
  "growth.compute": { lane: "prices", payload: nothing, everyMs: 3_600_000 },
  /** Rolls up by day what teams' machines cost. */
  "costs.roll-up": { lane: "prices", payload: nothing, everyMs: 60_000 },
  /** Tells of days that cost clearly more than usual, and of budgets that the month will pass. */
  "costs.watch": { lane: "prices", payload: nothing, everyMs: 3_600_000 },
  /** Tells of budgets whose warning steps are reached. */
  "budgets.check": { lane: "prices", payload: nothing, everyMs: 60_000 },
  /** Applies one event of Stripe. */
  "billing.apply": { lane: "billing", payload: z.object({ eventId: z.string() }), everyMs: null },
  /** Asks Stripe anew about one customer. */
  "billing.sync": { lane: "billing", payload: z.object({ customerId: z.string() }), everyMs: null },
  /** Finds events that are due, graces that are over and trials that end soon. */
  "billing.sweep": { lane: "billing", payload: nothing, everyMs: 15_000 },
  /** Once a day, compares our rows with Stripe. */
  "billing.reconcile": { lane: "billing", payload: nothing, everyMs: 3_600_000 },
  /** Takes away what is stored of accounts that their owners deleted. */
  "accounts.erase": { lane: "billing", payload: nothing, everyMs: 60_000 },
  /** Turns new events into deliveries and queues those that are due. */
  "notifications.fan-out": { lane: "notify", payload: nothing, everyMs: 2_000 },
  "notifications.deliver": {
    lane: "notify",
    payload: z.object({ deliveryId: z.string() }),
    everyMs: null,
  },
} as const satisfies Record<string, JobSpec>;

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.output<(typeof jobs)[N]["payload"]>;

/** All job names, typed. */
export const jobNames = Object.keys(jobs).filter((name): name is JobName => name in jobs);
