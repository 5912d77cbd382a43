import { clock } from "@/lib/clock";
import { asWorker, onceAsWorker } from "@/lib/db";
import type { Volume as VolumeRow } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import { type Account, openAccount } from "@/lib/operations/account";
import { backOffMs, later, paced } from "@/lib/operations/pace";
import { refuseKey } from "@/lib/operations/refuse-key";
import { readStanding } from "@/lib/provider-keys/read-standing";
import type { VolumesFace } from "@/lib/providers/contract";
import { ProviderError, paidCallVerdict } from "@/lib/providers/errors";
import { getProvider } from "@/lib/providers/registry";
import { claimWishes } from "@/lib/volumes/claim-wishes";
import { saveVolumes } from "@/lib/volumes/save-volumes";
import { nextMove } from "@/lib/volumes/wish";

/** Longer than any provider takes to let a disk go. */
const GIVE_UP_AFTER_MS = 15 * 60_000;
const FIRST_LOOK_MS = 2_000;
const SLOWEST_LOOK_MS = 60_000;

/** When to come back to a volume whose wish is on its way. */
export interface NextLook {
  readonly volumeId: string;
  readonly at: Date;
}

/** Brings the wishes of volumes forward that are due; one if named. */
export async function runWishes(volumeId?: string): Promise<NextLook[]> {
  const rows = await claimWishes({ now: clock.now(), ...(volumeId && { volumeId }) });
  const looks = await Promise.all(rows.map(runSafely));
  return looks.flatMap((look) => look ?? []);
}

async function runSafely(row: VolumeRow): Promise<NextLook | null> {
  try {
    const key = { id: row.providerKeyId, providerId: row.providerId };
    const account = await asWorker((tx) => openAccount(tx, key));
    return await bringForward(row, account).catch((error: unknown) => {
      if (error instanceof ProviderError) return failed(row, account, error);
      throw error;
    });
  } catch (error) {
    log.error("volume could not be brought forward", { volumeId: row.id, error: String(error) });
    return comeBack(row);
  }
}

/** Looks first, so that a call whose answer was lost is never made twice without need. */
async function bringForward(row: VolumeRow, account: Account): Promise<NextLook | null> {
  const face = getProvider(row.providerId).volumes;
  if (!face) return end(row, "invalid-request");
  const key = { id: row.providerKeyId, teamId: row.teamId, providerId: row.providerId };
  const askedAt = clock.now();
  const volumes = await face.list(account.credentials, account.context);
  await asWorker((tx) => saveVolumes(tx, key, { volumes, askedAt }));
  const found = volumes.find(({ id }) => id === row.providerVolumeId) ?? null;
  const move = nextMove(row, found, {
    now: clock.now(),
    giveUpAfterMs: paced(GIVE_UP_AFTER_MS),
  });
  if (move.kind === "end") return end(row, move.failure);
  const refusal = await refusalBefore(row);
  if (refusal) return end(row, refusal);
  await act(face, account, row);
  return comeBack(row);
}

/** Why it does not begin: the tier has changed since it was asked for. What was tried goes on. */
async function refusalBefore({ wish, attempt, teamId, providerKeyId }: VolumeRow) {
  if (wish !== "attach" || attempt > 0) return null;
  const asked = { kind: "attach-volume", teamId };
  const standing = await asWorker((tx) => readStanding(tx, asked, clock.now()));
  return standing.refusalUnder(providerKeyId);
}

async function act(face: VolumesFace, account: Account, row: VolumeRow): Promise<void> {
  const { credentials, context, endingContext } = account;
  const volumeId = row.providerVolumeId;
  const pair = { volumeId, instanceId: row.wishInstanceId ?? "" };
  if (row.wish === "delete") return face.remove(credentials, volumeId, endingContext);
  const change = row.wish === "attach" ? face.attach : face.detach;
  if (!change) throw new ProviderError("invalid-request");
  await change(credentials, pair, context);
}

async function failed(
  row: VolumeRow,
  account: Account,
  error: ProviderError,
): Promise<NextLook | null> {
  const verdict = paidCallVerdict(error);
  // A key without rights on volumes is as good as before for machines.
  if (error.kind === "invalid-key") {
    const facts = { account, reason: error.kind, at: clock.now() };
    await asWorker((tx) => refuseKey(tx, facts));
  }
  const isPassing = verdict === "ambiguous" || verdict === "unsent" || error.kind === "conflict";
  return isPassing ? comeBack(row, error.retryAfterMs) : end(row, error.kind);
}

async function comeBack(row: VolumeRow, afterMs: number | null = null): Promise<NextLook | null> {
  const waitMs = afterMs ?? paced(backOffMs(row.attempt, FIRST_LOOK_MS, SLOWEST_LOOK_MS));
  const at = new Date(clock.now().getTime() + waitMs);
  const { count } = await onceAsWorker((db) =>
    db.volume.updateMany({
      where: { id: row.id, fence: row.fence, wish: { not: null } },
      data: { leaseUntil: null, runAfter: at, attempt: { increment: 1 } },
    }),
  );
  return count === 0 ? null : { volumeId: row.id, at };
}

async function end(row: VolumeRow, failure: string | null): Promise<null> {
  const done = { wish: null, wishInstanceId: null, runAfter: null, leaseUntil: null, failure };
  await onceAsWorker((db) =>
    db.volume.updateMany({ where: { id: row.id, fence: row.fence }, data: done }),
  );
  await hurryNextRead(row);
  return null;
}

/** What a machine costs or a list shows may have changed with it. */
async function hurryNextRead({ providerKeyId }: VolumeRow): Promise<void> {
  await onceAsWorker((db) =>
    db.providerKey.updateMany({
      where: { id: providerKeyId },
      data: { nextFactsAt: later(clock.now(), SLOWEST_LOOK_MS) },
    }),
  );
}
