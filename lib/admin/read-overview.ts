import { z } from "zod";
import type { Tx } from "@/lib/db";
import { defineOperatorVerb } from "@/lib/verbs/define-verb";
import { openAlarms } from "./alarms";
import { type Overview, overview } from "./schema";

const MOST_LISTED = 100;
const RECONCILES = 7;

/**
 * A look at what waits for the people who run the installation: failed jobs, mail that did not
 * arrive, events of the payment service that were put aside, alarms, the last reconciles.
 */
export const readOverview = defineOperatorVerb({
  name: "admin.read-overview",
  input: z.object({}),
  output: overview,
  audit: () => ({}),
  async run({ tx }) {
    return {
      ...(await failedJobs(tx)),
      ...(await undelivered(tx)),
      ...(await parkedEvents(tx)),
      ...(await openAlarms(tx, MOST_LISTED)),
      reconciles: await lastReconciles(tx),
    };
  },
});

async function failedJobs(tx: Tx): Promise<Pick<Overview, "jobs" | "jobCount">> {
  const rows = await tx.jobFailure.findMany({
    orderBy: { lastFailedAt: "desc" },
    take: MOST_LISTED,
  });
  const jobs = rows.map(({ firstFailedAt, lastFailedAt, ...row }) => ({
    ...row,
    firstFailedAt: firstFailedAt.toISOString(),
    lastFailedAt: lastFailedAt.toISOString(),
  }));
  return { jobs, jobCount: await tx.jobFailure.count() };
}

interface MailRow {
  readonly id: string;
  readonly state: "dead" | "uncertain";
  readonly type: string;
  readonly channel: string;
  readonly email: string;
  readonly team: string;
  readonly attempts: number;
  readonly failure: string | null;
  readonly endedAt: Date | null;
}

async function undelivered(tx: Tx): Promise<Pick<Overview, "mails" | "mailCount">> {
  const rows = await tx.$queryRaw<MailRow[]>`
    SELECT d.id, d.state, e.type, d.channel, u.email, t.name AS team, d.attempt AS attempts,
      d.failure, d.ended_at AS "endedAt"
    FROM delivery d JOIN event e ON e.id = d.event_id JOIN app_user u ON u.id = d.user_id
    JOIN team t ON t.id = d.team_id
    WHERE d.state IN ('dead', 'uncertain')
    ORDER BY d.ended_at DESC, d.id LIMIT ${MOST_LISTED}`;
  const mails = rows.map((row) => ({ ...row, endedAt: row.endedAt?.toISOString() ?? null }));
  const where = { state: { in: ["dead", "uncertain"] } };
  return { mails, mailCount: await tx.delivery.count({ where }) };
}

async function parkedEvents(tx: Tx): Promise<Pick<Overview, "events" | "eventCount">> {
  const where = { state: "parked" };
  const rows = await tx.stripeEvent.findMany({
    where,
    orderBy: { receivedAt: "desc" },
    take: MOST_LISTED,
  });
  const events = rows.map(({ id, type, customerId, objectId, attempt, failure, receivedAt }) => ({
    id,
    type,
    customerId,
    objectId,
    attempts: attempt,
    failure,
    receivedAt: receivedAt.toISOString(),
  }));
  return { events, eventCount: await tx.stripeEvent.count({ where }) };
}

async function lastReconciles(tx: Tx): Promise<Overview["reconciles"]> {
  const rows = await tx.billingReconcile.findMany({
    orderBy: { startedAt: "desc" },
    take: RECONCILES,
  });
  return rows.map(({ startedAt, endedAt, ...row }) => ({
    ...row,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }));
}
