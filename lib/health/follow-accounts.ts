import { clock } from "@/lib/clock";
import { asWorker, type Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import type { Incident } from "@/lib/generated/prisma/client";
import { type AccountFault, type AccountSight, accountFault } from "@/lib/health/account-fault";
import { attachAccount } from "@/lib/incidents/attach";
import { endIncident } from "@/lib/incidents/close";
import { holdIncidents } from "@/lib/incidents/hold";
import { openIncident } from "@/lib/incidents/open";
import { later } from "@/lib/pace";

/** A key that is refused is told of as it is; this long after, that still belongs to the incident. */
const TOLD_BEFORE_MS = 3_600_000;

/**
 * Opens one incident for each account that has trouble, whatever number of machines hang on it, and
 * ends it once the trouble is over or the key is gone. From the rows alone: run twice it changes nothing.
 */
export async function followAccounts(): Promise<void> {
  const now = clock.now();
  for (const account of await asWorker((tx) => readTroubled(tx, now))) {
    const trouble = accountFault(account, now);
    if (trouble?.fault === account.openFault) continue;
    await asWorker((tx) =>
      trouble ? begin(tx, account, { ...trouble, at: now }) : end(tx, account, now),
    );
  }
}

interface Account extends AccountSight {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly lastFour: string;
  /** Of the open incident; `null`: there is none. */
  readonly openId: string | null;
  readonly openFault: string | null;
}

/** Accounts in which something may be wrong, and those with an open incident. */
function readTroubled(tx: Tx, now: Date): Promise<Account[]> {
  const lately = later(now, -30 * 60_000);
  return tx.$queryRaw<Account[]>`
    WITH refused AS (
      SELECT provider_key_id AS id, max(status_since) AS at FROM deployment
      WHERE status_reason = 'no-balance' AND status_since >= ${lately} GROUP BY 1)
    SELECT k.id, k.team_id AS "teamId", k.provider_id AS "providerId", k.name,
      k.last_four AS "lastFour", k.state, k.list_failure AS "listFailure",
      COALESCE(k.last_listed_at, k.created_at) AS "listedAt",
      k.balance_micros AS "balanceMicros", k.balance_at AS "balanceAt",
      r.at AS "creditRefusedAt", i.id AS "openId", i.fault AS "openFault",
      EXISTS (SELECT 1 FROM deployment d
        WHERE d.provider_key_id = k.id AND d.ended_at IS NULL
          AND d.provider_instance_id IS NOT NULL) AS "hasMachines"
    FROM provider_key k
    LEFT JOIN refused r ON r.id = k.id
    LEFT JOIN incident i
      ON i.provider_key_id = k.id AND i.cause = 'account' AND i.ended_at IS NULL
    WHERE i.id IS NOT NULL OR (k.state <> 'removed' AND (k.state = 'refused'
      OR k.list_failure IS NOT NULL OR k.balance_micros <= 0 OR r.id IS NOT NULL))
    ORDER BY k.id`;
}

interface Trouble {
  readonly fault: AccountFault;
  readonly since: Date;
  readonly at: Date;
}

async function begin(tx: Tx, account: Account, { fault, since, at }: Trouble): Promise<void> {
  const { id: providerKeyId, teamId, providerId } = account;
  const cause = { cause: "account", teamId, providerKeyId, providerId } as const;
  const incident = await openIncident(tx, { ...cause, fault, at, badSince: since });
  await attachAccount(tx, incident, at);
  if (fault === "key-refused") await takeTold(tx, { account, incident, at });
  else if (incident.toldAt === null) await tell(tx, "incident.opened", { account, incident, at });
}

async function end(tx: Tx, account: Account, at: Date): Promise<void> {
  await holdIncidents(tx, account.teamId);
  const open = { id: account.openId ?? "", endedAt: null };
  const incident = await tx.incident.findFirst({ where: open });
  if (!incident) return;
  await endIncident(tx, incident.id, at);
  if (incident.toldAt !== null && account.state !== "removed") {
    await tell(tx, "incident.over", { account, incident, at });
  }
}

interface Telling {
  readonly account: Account;
  readonly incident: Incident;
  readonly at: Date;
}

async function tell(
  tx: Tx,
  type: "incident.opened" | "incident.over",
  { account, incident, at }: Telling,
): Promise<void> {
  const { teamId, providerId, name } = account;
  const { id: incidentId, fault } = incident;
  const toldAt = type === "incident.opened" ? at : null;
  await tx.incident.update({ where: { id: incidentId }, data: { toldAt } });
  await recordEvent(tx, { type, teamId, incidentId, data: { providerId, name, fault }, at });
}

/** That the key is refused was told the moment it was. */
async function takeTold(tx: Tx, { account, incident, at }: Telling): Promise<void> {
  const { teamId, providerId, lastFour } = account;
  await tx.$executeRaw`
    UPDATE event SET incident_id = ${incident.id}
    WHERE team_id = ${teamId} AND type = 'key.refused' AND incident_id IS NULL
      AND at >= ${later(at, -TOLD_BEFORE_MS)} AND data->>'providerId' = ${providerId}
      AND data->>'lastFour' = ${lastFour}`;
  await tx.incident.update({ where: { id: incident.id }, data: { toldAt: at } });
}
