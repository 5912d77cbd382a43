import pg from "pg";
import type { Page } from "playwright";
import { z } from "zod";
import { costOf } from "@/lib/costs/meter";
import { here } from "@/tests/setup/here";
import { deploymentIdOf } from "./machine";

const stretches = z.array(
  z.object({
    ratePerHourMicros: z.coerce.bigint(),
    fromAt: z.date(),
    toAt: z.date(),
  }),
);

/** What the closed stretches of use of the machine on the page have cost, counted by our own meter. */
export async function ledgerMicros(page: Page): Promise<string> {
  const rows = await query(
    `SELECT rate_per_hour_micros AS "ratePerHourMicros", from_at AS "fromAt", to_at AS "toAt"
     FROM usage_segment WHERE deployment_id = $1`,
    deploymentIdOf(page),
  );
  return costOf(stretches.min(1).parse(rows), new Date(0)).toString();
}

/**
 * Gives the machine on the page a past in the ledger: a dollar on each of nine days before it was
 * made, and forty dollars in the minutes before.
 */
export async function giveDearDay(page: Page): Promise<void> {
  await query(
    `INSERT INTO usage_segment (id, team_id, project_id, deployment_id, cause,
       rate_per_hour_micros, from_at, to_at)
     SELECT 'seg_past' || day || id, team_id, project_id, id, 'running',
       CASE day WHEN 0 THEN 2400000000 ELSE 60000000 END,
       created_at - day * interval '24 hours' - interval '2 minutes',
       created_at - day * interval '24 hours' - interval '1 minute'
     FROM deployment, generate_series(0, 9) AS day WHERE id = $1`,
    deploymentIdOf(page),
  );
}

async function query(statement: string, ...values: readonly string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: here().settings.DATABASE_URL });
  await client.connect();
  try {
    return (await client.query(statement, [...values])).rows;
  } finally {
    await client.end();
  }
}
