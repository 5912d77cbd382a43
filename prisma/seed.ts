import { join } from "node:path";
import { Client } from "pg";
import { ensureSampleAccount } from "@/lib/accounts/sample-account";
import { clock } from "@/lib/clock";
import { disconnect } from "@/lib/db";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import { datedSources } from "@/lib/prices/dated-sources";
import { loadReference } from "@/lib/prices/load-reference";

const client = new Client({ connectionString: env.DATABASE_URL });

try {
  await client.connect();
  const now = clock.now();
  const stored = await claimWorld(now);
  if (stored !== env.WORLD) {
    fail(
      `This database belongs to the ${stored} world; start the ${env.WORLD} world with its own.`,
    );
  } else {
    const dir = join(import.meta.dirname, "reference");
    await loadReference(client, { dir, tables: datedSources(), now });
    if (env.WORLD === "sandbox") await ensureSampleAccount();
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
} finally {
  await Promise.allSettled([client.end(), disconnect()]);
}

/** Stores which world this database belongs to at the first start; answers what is stored. */
async function claimWorld(now: Date): Promise<string> {
  await client.query("BEGIN");
  await client.query("LOCK TABLE installation IN SHARE ROW EXCLUSIVE MODE");
  await client.query(
    `INSERT INTO installation (id, world, created_at)
     SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM installation)`,
    [newId("ins"), env.WORLD, now],
  );
  const { rows } = await client.query<{ world: string }>("SELECT world FROM installation LIMIT 1");
  await client.query("COMMIT");
  return rows[0]?.world ?? env.WORLD;
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
