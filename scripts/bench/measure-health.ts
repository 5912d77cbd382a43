import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { clock } from "@/lib/clock";
import { env } from "@/lib/env";
import { beginWatching } from "@/lib/health/claim-rounds";
import type { Target } from "@/lib/health/probes/contract";
import { probes } from "@/lib/health/probes/registry";
import { runRounds } from "@/lib/health/run-rounds";
import { lanes } from "@/lib/jobs/catalog";

const BEAT_MS = 1_000;
const FIRST_PASS_MS = 66_000;
const STEADY_MS = 120_000;
const SILENT_MS = 130_000;
const SIDE_BY_SIDE = 500;
/** Batches beside each other, where as many rounds are run as can be. */
const BATCHES = 4;
const at = new Date("2026-01-01T00:00:00Z");
const batches = { running: 0 };
const { signal } = new AbortController();

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL });
await owner.connect();
const ALL = await count("SELECT count(*) FROM deployment");
await noteLags();
const beginMs = await milliseconds(beginAll);
let beat = setInterval(run, BEAT_MS);
await wait(FIRST_PASS_MS);
const steady = await watched(STEADY_MS);
clearInterval(beat);
const ownPerSecond = ALL / ((await milliseconds(roundOfAll)) / 1_000);
const barePerSecond = ALL / ((await milliseconds(probeAlone)) / 1_000);
beat = setInterval(run, BEAT_MS);
await tellPeer("silence");
const silent = await watched(SILENT_MS);
const told = await count("SELECT count(*) FROM event WHERE type = 'deployment.unhealthy'");
const unknown = await count("SELECT count(*) FROM health_state WHERE verdict = 'unknown'");
clearInterval(beat);
console.log(
  JSON.stringify({
    machines: ALL,
    beginMs,
    steady,
    silent: { ...silent, told, unknown },
    ownPerSecond,
    barePerSecond,
  }),
);
process.exit(0);

/** How late each round was taken, noted by the database itself. */
async function noteLags(): Promise<void> {
  await owner.query("CREATE UNLOGGED TABLE bench_lag (ms float8 NOT NULL)");
  await owner.query("GRANT INSERT ON bench_lag TO ch_worker");
  await owner.query(`
    CREATE FUNCTION note_lag() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO bench_lag VALUES (1000 * extract(epoch FROM clock_timestamp() - OLD.due_at));
      RETURN NULL;
    END $$`);
  await owner.query(`
    CREATE TRIGGER note_lag AFTER UPDATE ON probe_state FOR EACH ROW
    WHEN (NEW.fence > OLD.fence) EXECUTE FUNCTION note_lag()`);
}

/** No more batches beside each other than the worker's lane runs. */
function run(): void {
  if (batches.running === lanes.probes.concurrency) return;
  batches.running += 1;
  runRounds(probes, signal)
    .catch((error) => console.error(String(error)))
    .finally(() => {
      batches.running -= 1;
    });
}

async function count(statement: string): Promise<number> {
  return Number((await owner.query(statement)).rows[0].count);
}

async function beginAll(): Promise<void> {
  const known = () => count("SELECT count(*) FROM probe_state");
  while ((await known()) < ALL) await beginWatching(clock.now());
}

/** What the process does and takes while `ms` pass. */
async function watched(ms: number) {
  await owner.query("TRUNCATE bench_lag");
  let peakBytes = 0;
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
  }, 100);
  const before = process.cpuUsage();
  await wait(ms);
  const { user, system } = process.cpuUsage(before);
  clearInterval(look);
  const { rows } = await owner.query(`
    SELECT count(*)::int AS rounds,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS "lagP50Ms",
      percentile_cont(0.99) WITHIN GROUP (ORDER BY ms) AS "lagP99Ms" FROM bench_lag`);
  const [lags] = rows;
  return {
    ...lags,
    perSecond: lags.rounds / (ms / 1_000),
    coreShare: (user + system) / 1_000 / ms,
    peakMb: peakBytes / 1e6,
  };
}

async function tellPeer(word: string): Promise<void> {
  const { hostname, port } = new URL(env.SANDBOX_NETWORK_URL ?? "");
  const socket = connect(Number(port), hostname);
  socket.end(word);
  await once(socket.resume(), "close");
}

/** One round of every machine, all due at once. */
async function roundOfAll(): Promise<void> {
  await owner.query("UPDATE probe_state SET due_at = $1, lease_until = NULL, says = 'healthy'", [
    at,
  ]);
  let left = ALL;
  const take = async () => {
    for (let ran = 1; ran > 0; left -= ran) ran = await runRounds(probes, signal);
  };
  await Promise.all(Array.from({ length: BATCHES }, take));
  if (left > 0) throw new Error(`${left} rounds were not run`);
}

/** The same probes of the same machines, with nothing around them. */
async function probeAlone(): Promise<void> {
  const targets = (await owner.query("SELECT id, ssh_host, http_check FROM deployment")).rows.map(
    (row): Target => ({
      deploymentId: row.id,
      gpuCount: 1,
      ssh: { host: row.ssh_host, port: 22, user: "root" },
      publicPorts: [],
      httpCheck: row.http_check,
      inside: null,
      heartbeat: null,
      hasOwnAddress: true,
      hasAnswered: true,
      isSuspect: false,
      isDeep: false,
      errorsBase: {},
    }),
  );
  const take = async () => {
    for (let target = targets.pop(); target; target = targets.pop()) {
      const one = target;
      const asked = probes.filter(({ asks }) => asks(one));
      await Promise.all(asked.map((probe) => probe.run(one, signal)));
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, take));
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
