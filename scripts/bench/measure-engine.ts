import { randomBytes } from "node:crypto";
import pg from "pg";
import { launch } from "@/lib/deployments/launch";
import { bringForward } from "@/lib/engine/bring-forward";
import { runVerb } from "@/lib/verbs/run-verb";
import { launchForm, makeTeam } from "./engine-team";

const TEAMS = 30;
const MACHINES = 10;
const SIDE_BY_SIDE = 10;

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL });
await owner.connect();
await owner.query(
  "INSERT INTO installation (id, world, created_at) VALUES ('ins_benchinstallation000', 'sandbox', now())",
);
const ids: string[] = [];
for (let number = 0; number < TEAMS; number += 1) {
  const key = `sandbox-runpod-t-${randomBytes(6).toString("hex")}`;
  const team = await makeTeam(key);
  const settings = { bootMs: 0 };
  await fetch(`${process.env.SANDBOX_URL}/control/runpod/settings?key=${key}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(settings),
  });
  const asked = { ...launchForm(team), machines: MACHINES };
  const { deployments } = await runVerb(launch, team.scope, asked);
  ids.push(...deployments.map(({ id }) => id));
}
const engineMs = await milliseconds((id) => bringForward(id));
const { rows } = await owner.query(
  "SELECT count(*)::int AS count FROM operation WHERE state = 'succeeded'",
);
const count: number = rows[0].count;
if (count !== ids.length) throw new Error(`${count} of ${ids.length} operations succeeded`);

await owner.query("CREATE TABLE plain_operation (LIKE operation INCLUDING ALL)");
await owner.query("CREATE TABLE plain_call (LIKE provider_call INCLUDING ALL)");
await owner.query("CREATE TABLE plain_deployment (LIKE deployment INCLUDING ALL)");
await owner.query("INSERT INTO plain_deployment SELECT * FROM deployment");
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: SIDE_BY_SIDE });
const plainMs = await milliseconds(async (id) => {
  for (const statement of [
    "INSERT INTO plain_operation SELECT * FROM operation WHERE deployment_id = $1",
    "INSERT INTO plain_call SELECT c.* FROM provider_call c JOIN operation o ON o.id = c.operation_id WHERE o.deployment_id = $1",
    "UPDATE plain_call SET status = 'OK' WHERE operation_id = (SELECT id FROM operation WHERE deployment_id = $1)",
    "UPDATE plain_deployment SET status = 'running' WHERE id = $1",
    "UPDATE plain_operation SET state = 'succeeded' WHERE deployment_id = $1",
  ]) {
    await pool.query(statement, [id]);
  }
});
const perSecond = (ids.length / engineMs) * 1000;
console.log(JSON.stringify({ count, perSecond, plainPerSecond: (ids.length / plainMs) * 1000 }));
process.exit(0);

async function milliseconds(work: (id: string) => Promise<unknown>): Promise<number> {
  const waiting = [...ids];
  const began = performance.now();
  const take = async () => {
    for (let id = waiting.shift(); id; id = waiting.shift()) await work(id);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, take));
  return performance.now() - began;
}
