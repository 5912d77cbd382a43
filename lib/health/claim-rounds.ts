import { z } from "zod";
import { asWorker, onceAsWorker } from "@/lib/db";
import type { Noticed } from "@/lib/health/notices";
import type { Target } from "@/lib/health/probes/contract";
import { readMemory } from "@/lib/health/read-stored";
import { firstRun, ROUND_MS } from "@/lib/health/schedule";
import type { Memory } from "@/lib/health/verdict";
import { nothingKnown } from "@/lib/health/watch-anew";
import { later, paced } from "@/lib/pace";
import { getProvider } from "@/lib/providers/registry";

const MOST_AT_ONCE = 500;
const MOST_BEGUN = 5_000;
const LEASE_SECONDS = 60;

/** One due round of one machine, held until a higher fence is handed out. */
export interface DueRound {
  readonly teamId: string;
  readonly providerId: string;
  readonly region: string | null;
  readonly fence: number;
  readonly dueAt: Date;
  readonly graceUntil: Date | null;
  /** Something of ours is at work on it, or it does not run any more. */
  readonly isBusy: boolean;
  readonly isGone: boolean;
  readonly memory: Memory;
  readonly noticed: Noticed;
  readonly target: Target;
}

/** Machines that run and are not watched yet, and those that run anew, are watched from `now` on. */
export async function beginWatching(now: Date): Promise<void> {
  await asWorker(async (tx) => {
    const fresh = await tx.$queryRaw<Fresh[]>`
      SELECT d.id, d.team_id AS "teamId", d.provider_id AS "providerId",
        d.status_since AS "runningSince"
      FROM deployment d LEFT JOIN probe_state p ON p.deployment_id = d.id
      WHERE d.status = 'running' AND d.ended_at IS NULL AND d.provider_instance_id IS NOT NULL
        AND (p.deployment_id IS NULL OR p.running_since <> d.status_since)
      ORDER BY d.id LIMIT ${MOST_BEGUN}`;
    if (fresh.length === 0) return;
    const rows = JSON.stringify(fresh.map((one) => firstRound(one, now)));
    await tx.$executeRaw`
      INSERT INTO probe_state (deployment_id, team_id, running_since, due_at, grace_until)
      SELECT * FROM json_to_recordset(${rows}::json) AS r (id text, team_id text,
        running_since timestamptz, due_at timestamptz, grace_until timestamptz)
      ON CONFLICT (deployment_id) DO UPDATE SET running_since = EXCLUDED.running_since,
        due_at = EXCLUDED.due_at, grace_until = EXCLUDED.grace_until, noticed = '{}',
        ${nothingKnown}
      WHERE probe_state.running_since <> EXCLUDED.running_since`;
  });
}

function firstRound({ id, teamId, providerId, runningSince }: Fresh, now: Date) {
  const graceMs = getProvider(providerId).meta.capabilities?.startDeadlineMs ?? 0;
  return {
    id,
    team_id: teamId,
    running_since: runningSince,
    due_at: firstRun(id, now, paced(ROUND_MS)),
    grace_until: later(runningSince, graceMs),
  };
}

interface Fresh {
  readonly id: string;
  readonly teamId: string;
  readonly providerId: string;
  readonly runningSince: Date;
}

/** Takes rounds that are due and nobody holds; a second worker at the same time takes others. */
export async function claimRounds(now: Date): Promise<DueRound[]> {
  const rows = await onceAsWorker(
    (db) => db.$queryRaw<Row[]>`
      WITH due AS (
        UPDATE probe_state SET fence = fence + 1,
          lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
        WHERE deployment_id IN (
          SELECT deployment_id FROM probe_state
          WHERE due_at <= ${now} AND (lease_until IS NULL OR lease_until < clock_timestamp())
          ORDER BY due_at LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED)
        RETURNING *)
      SELECT due.deployment_id AS "deploymentId", due.team_id AS "teamId", due.fence,
        due.due_at AS "dueAt", due.grace_until AS "graceUntil", due.gpu_due_at AS "gpuDueAt",
        due.says, due.recent, due.fault, due.first_act AS "firstAct", due.bad_since AS "badSince",
        due.errors_base AS "errorsBase", due.noticed,
        due.heartbeat_at AS "heartbeatAt", due.heartbeat, d.provider_id AS "providerId", d.region,
        d.gpu_count AS "gpuCount", d.ssh_host AS "sshHost", d.ssh_port AS "sshPort",
        d.ssh_user AS "sshUser", d.has_own_address AS "hasOwnAddress",
        d.public_ports AS "publicPorts", d.http_check AS "httpCheck",
        d.watch_inside AS "watchInside", d.host_key AS "hostKey",
        d.status <> 'running' OR d.ended_at IS NOT NULL AS "isGone",
        d.desired_generation <> d.settled_generation OR EXISTS (
          SELECT 1 FROM operation o
          WHERE o.deployment_id = d.id AND o.state = 'open'
            AND NOT (o.kind = 'repair' AND o.step IN ('choose', 'reboot', 'delete', 'verify'))) AS "isBusy"
      FROM due JOIN deployment d ON d.id = due.deployment_id`,
  );
  return rows.map((row) => toRound(row, now));
}

interface Row extends Pick<DueRound, "teamId" | "providerId" | "region" | "fence" | "dueAt"> {
  readonly deploymentId: string;
  readonly graceUntil: Date | null;
  readonly gpuDueAt: Date | null;
  readonly says: string | null;
  readonly recent: string;
  readonly fault: string | null;
  readonly firstAct: string | null;
  readonly badSince: Date | null;
  readonly errorsBase: unknown;
  readonly noticed: unknown;
  readonly heartbeatAt: Date | null;
  readonly heartbeat: string | null;
  readonly gpuCount: number;
  readonly sshHost: string | null;
  readonly sshPort: number | null;
  readonly sshUser: string | null;
  readonly hasOwnAddress: boolean;
  readonly publicPorts: unknown;
  readonly httpCheck: string | null;
  readonly watchInside: boolean;
  readonly hostKey: string | null;
  readonly isGone: boolean;
  readonly isBusy: boolean;
}

const ports = z.array(z.object({ internal: z.number(), external: z.string() })).catch([]);
const times = z.record(z.string(), z.string()).catch({});
const counts = z.record(z.string(), z.number()).catch({});

function toRound(row: Row, now: Date): DueRound {
  const { teamId, providerId, region, fence, dueAt, graceUntil, isBusy, isGone } = row;
  const { sshHost: host, sshPort: port, sshUser: user, gpuDueAt } = row;
  const { capabilities } = getProvider(providerId).meta;
  const isOwn = host !== null && host !== capabilities?.sshGate;
  return {
    teamId,
    providerId,
    region,
    fence,
    dueAt,
    graceUntil,
    isBusy,
    isGone,
    memory: readMemory(row),
    noticed: times.parse(row.noticed),
    target: {
      deploymentId: row.deploymentId,
      gpuCount: row.gpuCount,
      ssh: isOwn && user && port !== null ? { host, port, user } : null,
      publicPorts: ports.parse(row.publicPorts),
      httpCheck: row.httpCheck,
      inside: row.watchInside ? { teamId, hostKey: row.hostKey } : null,
      heartbeat: row.heartbeatAt && { at: row.heartbeatAt, text: row.heartbeat ?? "" },
      hasOwnAddress: row.hasOwnAddress,
      hasAnswered: row.says !== null,
      isSuspect: row.says === "suspect",
      isDeep: row.fault !== null || gpuDueAt === null || gpuDueAt <= now,
      errorsBase: counts.parse(row.errorsBase),
    },
  };
}
