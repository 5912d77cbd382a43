import pg from "pg";
import { asWorker } from "@/lib/db";
import { sweepHealth } from "@/lib/health/sweep";
import { makeTeam, PER_HOUR_MICROS } from "./engine-team";

const ACCOUNTS = 100;
const MACHINES = 100;

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL });
await owner.connect();
await owner.query(
  "INSERT INTO installation (id, world, created_at) VALUES ('ins_benchinstallation000', 'sandbox', now())",
);
for (let account = 0; account < ACCOUNTS; account += 1) {
  const { scope, keyId, offerId } = await makeTeam(`bench-${account}-key-of-this-account`);
  const { id: teamId, defaultProjectId: projectId } = scope.team;
  const at = new Date("2026-01-01T00:00:00Z");
  const own = { teamId, projectId, providerKeyId: keyId, offerId, providerId: "runpod" };
  const spec = { gpuSpelling: "H100", gpuCount: 1, instanceType: "H100", region: "US-WA-1" };
  const money = { quotedPerHourMicros: PER_HOUR_MICROS, ratePerHourMicros: PER_HOUR_MICROS };
  const state = {
    desired: "running",
    status: "running",
    desiredGeneration: 1,
    settledGeneration: 1,
  };
  await asWorker((tx) =>
    tx.deployment.createMany({
      data: Array.from({ length: MACHINES }, (_, index) => ({
        ...own,
        ...spec,
        ...money,
        ...state,
        id: `dep_bench${account}x${index}`,
        name: `machine ${index}`,
        providerInstanceId: `pod-${account}-${index}`,
        quotedAt: at,
        statusSince: at,
        createdAt: at,
      })),
    }),
  );
}
await owner.query("ANALYZE");

let peakBytes = 0;
const watch = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
}, 20);
const firstMs = await lookAtAll();
const cpuBefore = process.cpuUsage();
const againMs = await lookAtAll();
const { user, system } = process.cpuUsage(cpuBefore);
clearInterval(watch);
const { rows } = await owner.query(
  "SELECT count(*)::int AS count FROM health_state WHERE verdict = 'healthy'",
);
console.log(
  JSON.stringify({
    deployments: rows[0].count,
    firstMs,
    againMs,
    cpuSeconds: (user + system) / 1e6,
    peakMb: peakBytes / 1e6,
  }),
);
process.exit(0);

/** Sweeps until no account is due any more. */
async function lookAtAll(): Promise<number> {
  await owner.query("UPDATE provider_key SET next_sweep_at = '2026-01-01'");
  const began = performance.now();
  for (let due = ACCOUNTS; due > 0; ) {
    await sweepHealth();
    const left = await owner.query(
      "SELECT count(*)::int AS count FROM provider_key WHERE next_sweep_at = '2026-01-01'",
    );
    due = left.rows[0].count;
  }
  return performance.now() - began;
}
