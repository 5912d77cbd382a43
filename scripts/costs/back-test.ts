import pg from "pg";
import type { Stretch } from "@/lib/costs/meter";
import { Refusal } from "../launch/refusal";
import { runCommand, usageRefusal, writeLines } from "../prices/command";
import { withWorld } from "../prices/with-world";
import { reportOf } from "./judge-month";

const usage = "npm run -s costs:back-test";

await runCommand(async () => {
  if (process.argv.length > 2) throw usageRefusal(usage);
  const played = await withWorld("sandbox", async ({ env }) => {
    const client = new pg.Client({ connectionString: env.DATABASE_URL });
    await client.connect();
    return readPlayed(client).finally(() => client.end());
  });
  if (played.length === 0) {
    throw new Refusal("No month has been played here yet. Play one with npm run demo:history.");
  }
  writeLines(reportOf(played));
});

/** The ledger of the sample account's team: the one whose machines the story names. */
async function readPlayed(client: pg.Client): Promise<Stretch[]> {
  const { rows } = await client.query<{ rate: string; from: Date; to: Date | null }>(
    `SELECT rate_per_hour_micros AS rate, from_at AS "from", to_at AS "to" FROM usage_segment
     WHERE team_id = (SELECT team_id FROM deployment WHERE name = 'inference'
       ORDER BY created_at LIMIT 1)
     ORDER BY from_at`,
  );
  return rows.map(({ rate, from, to }) => ({
    ratePerHourMicros: BigInt(rate),
    fromAt: from,
    toAt: to,
  }));
}
