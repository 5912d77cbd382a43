import pg from "pg";

export const DEPLOYMENTS = 10_000;
const OF_EACH = 100;
const KEY = "key_benchconsole000000";

/** How much of everything the console's team has. */
export const consoleSizes = {
  deployments: DEPLOYMENTS,
  segments: DEPLOYMENTS * OF_EACH,
  events: DEPLOYMENTS * OF_EACH,
};

/**
 * Fills the team of a person with ten thousand machines, half of them running, a million stretches of
 * use and a million events. They are settled and looked at in a year, so that no worker touches them.
 */
export async function fillConsole(
  databaseUrl: string,
  { email, hoursApart }: { readonly email: string; readonly hoursApart: number },
): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query(
      `SELECT t.id AS team, p.id AS project FROM app_user u
       JOIN membership m ON m.user_id = u.id JOIN team t ON t.id = m.team_id
       JOIN project p ON p.team_id = t.id AND p.is_default WHERE u.email = $1`,
      [email],
    );
    const team: string = rows[0].team;
    const project: string = rows[0].project;
    for (const statement of statementsFor(hoursApart)) {
      await owner.query(statement, statement.includes("$1") ? [team, project] : []);
    }
    await owner.query("ANALYZE");
  } finally {
    await owner.end();
  }
}

const statementsFor = (hoursApart: number) => [
  // Looked up two million times, they would take minutes; nothing here reads through them.
  `ALTER TABLE usage_segment DROP CONSTRAINT usage_segment_deployment_id_fkey`,
  `INSERT INTO provider_key (id, team_id, provider_id, name, last_four, fingerprint, kek_id,
     wrapped_key, ciphertext, state, next_sweep_at, next_reap_at, next_facts_at, next_check_at,
     verified_at,
     created_at)
   SELECT '${KEY}', $1, 'runpod', 'bench', '0000', 'bench', 'bench', '', '', 'active',
     now() + interval '1 year', now() + interval '1 year', now() + interval '1 year',
     now() + interval '1 year', now(), now()
   WHERE $2 <> ''`,
  `INSERT INTO deployment (id, team_id, project_id, provider_key_id, name, provider_id, desired,
     status, status_since, offer_id, gpu_model, gpu_spelling, gpu_count, instance_type, region,
     provider_instance_id, ssh_host, quoted_per_hour_micros, quoted_at, rate_per_hour_micros,
     settled_generation, created_at, ended_at)
   SELECT 'dep_bench' || n, $1, $2, '${KEY}', 'training run ' || n,
     (ARRAY['runpod','lambda','vultr','verda'])[1 + n % 4],
     CASE WHEN n % 2 = 0 THEN 'running' ELSE 'deleted' END,
     CASE WHEN n % 2 = 0 THEN 'running' ELSE 'terminated' END,
     now() - n * interval '1 minute', 'off_bench',
     (ARRAY['h100-sxm','a100-sxm-80gb','l40s','rtx-4090'])[1 + (n / 4) % 4], 'bench', 1 + n % 8,
     'bench', 'EU-RO-' || n % 9, 'ins' || n, '203.0.113.' || n % 250, 2390000, now(), 2390000, 1,
     now() - n * interval '1 minute', CASE WHEN n % 2 = 0 THEN NULL ELSE now() END
   FROM generate_series(1, ${DEPLOYMENTS}) n`,
  `INSERT INTO health_state (deployment_id, team_id, verdict, checked_at, since)
   SELECT 'dep_bench' || n, $1, CASE WHEN n % 50 = 0 THEN 'unhealthy' ELSE 'healthy' END, now(), now()
   FROM generate_series(2, ${DEPLOYMENTS}, 2) n WHERE $2 <> ''`,
  `INSERT INTO usage_segment (id, team_id, project_id, deployment_id, rate_per_hour_micros, cause,
     from_at, to_at)
   SELECT 'seg_bench' || n || '_' || s, $1, $2, 'dep_bench' || n, 2390000 + s, 'running',
     now() - (${OF_EACH} - s) * interval '${hoursApart} hours' - n * interval '1 second',
     CASE WHEN s = ${OF_EACH - 1} AND n % 2 = 0 THEN NULL
       ELSE now() - (${OF_EACH - 1} - s) * interval '${hoursApart} hours' - n * interval '1 second' END
   FROM generate_series(1, ${DEPLOYMENTS}) n, generate_series(0, ${OF_EACH - 1}) s`,
  `INSERT INTO event (id, team_id, type, deployment_id, data, dedupe_key, at, fanned_out_at)
   SELECT 'evt_bench' || n || '_' || e, $1, 'deployment.running', 'dep_bench' || n, '{}',
     'bench ' || n || ' ' || e, now() - e * interval '${hoursApart} hours', now()
   FROM generate_series(1, ${DEPLOYMENTS}) n, generate_series(0, ${OF_EACH - 1}) e WHERE $2 <> ''`,
];
