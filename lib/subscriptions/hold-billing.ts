import { clock } from "@/lib/clock";
import { inTeam } from "@/lib/db";
import { AppError } from "@/lib/errors";

/** Longer than all calls of one change together, each with its time limit and one retry. */
const HELD_MS = 150_000;

/**
 * Lets one person of a team at a time change its subscription at Stripe, so that what was previewed is
 * what is charged. Others are refused with `conflict: billing-in-change`. A row, not a lock: no
 * transaction stays open while Stripe is asked, and one that was left behind runs out.
 */
export async function holdBilling<T>(teamId: string, work: () => Promise<T>): Promise<T> {
  const heldUntil = await take(teamId);
  try {
    return await work();
  } finally {
    await inTeam(teamId, (tx) =>
      tx.billingCustomer.updateMany({ where: { teamId, heldUntil }, data: { heldUntil: null } }),
    );
  }
}

async function take(teamId: string): Promise<Date> {
  const now = clock.now();
  const heldUntil = new Date(now.getTime() + HELD_MS);
  const free = { OR: [{ heldUntil: null }, { heldUntil: { lte: now } }] };
  const { count } = await inTeam(teamId, (tx) =>
    tx.billingCustomer.updateMany({ where: { teamId, ...free }, data: { heldUntil } }),
  );
  if (count === 1) return heldUntil;
  const known = await inTeam(teamId, (tx) => tx.billingCustomer.findUnique({ where: { teamId } }));
  throw new AppError("conflict", known ? "billing-in-change" : "no-subscription");
}
