import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { disconnect } from "@/lib/db";
import { closeQueues } from "@/lib/jobs/enqueue";
import { providerMetas } from "@/lib/providers/meta";
import { migrate } from "@/scripts/launch/database";
import { environmentOf } from "@/scripts/launch/environment";
import { pickPort } from "@/scripts/launch/ports";
import { startPostgres } from "@/scripts/launch/postgres/start-postgres";
import { isGoneWithin, signal } from "@/scripts/launch/process-table";
import { openSecrets } from "@/scripts/launch/secrets";
import { makeThrowawayFolder } from "@/scripts/launch/throwaway";
import { bundle } from "@/tests/setup/bundle";
import { runSandbox, type SandboxProcess } from "../../sandbox/sandbox-process";

/** How much faster than life the engine waits, and the twins boot. */
const PACE = "20";
const SANDBOX_PACE = "40";

/** A database of its own that can be cut off, the twins, and the programs that are run on them. */
export interface CrashWorld {
  readonly sandbox: SandboxProcess;
  readonly programs: { readonly doomed: string; readonly worker: string };
  /** Runs a statement as the database's owner. */
  run(sql: string, values?: unknown[]): Promise<readonly Record<string, unknown>[]>;
  /** Ends the database at once, without a word to those connected, and starts it again. */
  restartDatabase(): Promise<void>;
  /** Takes every job and schedule out of the queue. */
  emptyQueue(): Promise<void>;
  /** Keeps prices fresh and the worker from fetching them, which these tests are not about. */
  holdPrices(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a world and points this process's settings at it. */
export async function openCrashWorld(): Promise<CrashWorld> {
  const { folder, remove } = makeThrowawayFolder("crash");
  const secrets = openSecrets(folder);
  // Durable: what was committed must outlive a server that is cut off.
  const options = {
    dataDir: folder,
    password: randomBytes(24).toString("base64url"),
    port: await pickPort(),
    durable: true,
  };
  let server = await startPostgres(options);
  const settings = environmentOf(
    {
      world: "sandbox",
      dataDir: folder,
      databaseUrl: server.ownerUrl,
      secrets,
      webPort: 3000,
      sandboxPort: 4010,
      smtpPort: 2525,
      networkPort: 4030,
    },
    { TZ: process.env.TZ, LOG_LEVEL: "error", PACE },
  );
  for (const [name, value] of Object.entries(settings)) process.env[name] = value ?? "";
  await migrate({ ...process.env });
  const owner = new pg.Pool({ connectionString: server.ownerUrl, max: 4 });
  // A connection that the restart breaks is replaced by the next statement.
  owner.on("error", () => undefined);
  const sandbox = await runSandbox({ SANDBOX_PACE, CLOCK_FILE: process.env.CLOCK_FILE ?? "" });
  process.env.SANDBOX_URL = sandbox.url;
  process.env.SMTP_URL = `smtp://127.0.0.1:${sandbox.smtpPort}`;
  process.env.SANDBOX_NETWORK_URL = `socks5://127.0.0.1:${sandbox.networkPort}`;
  process.env.SANDBOX_NETWORK_CA = sandbox.authorityFile;
  const world: CrashWorld = {
    sandbox,
    programs: {
      doomed: await bundle("tests/integration/crash/doomed.ts", folder),
      worker: await bundle("workers/index.ts", folder),
    },
    run: async (sql, values) => (await owner.query(sql, values)).rows,
    async restartDatabase() {
      await Promise.all([closeQueues(), disconnect()]);
      signal(server.process, "SIGQUIT");
      await isGoneWithin(server.process, 10_000);
      server = await startPostgres(options);
    },
    emptyQueue: () => emptyQueue(world),
    holdPrices: () => holdPrices(world),
    async close() {
      await Promise.all([closeQueues(), disconnect(), owner.end()]);
      await sandbox.stop();
      await server.stop();
      rmSync(path.join(folder, "postgres"), { recursive: true, force: true });
      remove();
    },
  };
  await world.run(
    "INSERT INTO installation (id, world, created_at) VALUES ('ins_testinstallation0000', 'sandbox', now())",
  );
  return world;
}

/** Which release of the queue's tables is there stays known. */
async function emptyQueue({ run }: CrashWorld): Promise<void> {
  const rows = await run(
    "SELECT format('bullmq.%I', tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename !~ 'migration|version'",
  );
  if (rows.length === 0) throw new Error("there is no queue to empty");
  await run(`TRUNCATE ${rows.map(({ name }) => name).join(", ")} CASCADE`);
}

/** Ten seconds ago, since a time that is not past yet counts as a clock set back. */
async function holdPrices({ run }: CrashWorld): Promise<void> {
  await run(
    "INSERT INTO price_source (provider_id, state, last_attempt_at) SELECT id, 'ok', now() - interval '10 seconds' FROM unnest($1::text[]) AS id ON CONFLICT (provider_id) DO UPDATE SET last_attempt_at = now() - interval '10 seconds', failure = NULL",
    [providerMetas.map(({ id }) => id)],
  );
  await run("UPDATE offer SET observed_at = clock_timestamp(), fetched_at = clock_timestamp()");
}
