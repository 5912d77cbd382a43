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
  const client = new pg.Client({ connectionString: here().settings.DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT rate_per_hour_micros AS "ratePerHourMicros", from_at AS "fromAt", to_at AS "toAt"
       FROM usage_segment WHERE deployment_id = $1`,
      [deploymentIdOf(page)],
    );
    return costOf(stretches.min(1).parse(rows), new Date(0)).toString();
  } finally {
    await client.end();
  }
}
