import type { z } from "zod";
import { openSession } from "@/lib/accounts/open-session";
import type { admission } from "@/lib/accounts/schema";
import type { Scope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import { factorsOf, hasFactor } from "@/lib/factors/factors-of";
import { newId } from "@/lib/ids";

const STEP_MS = 10 * 60_000;

/**
 * Lets somebody in whose first step was right: with a session, or where they have a second factor,
 * with the id under which the sign-in waits ten minutes for it.
 */
export async function admit(
  tx: Tx,
  scope: Scope,
  { userId, now }: { readonly userId: string; readonly now: Date },
): Promise<z.output<typeof admission>> {
  if (!hasFactor(await factorsOf(tx, userId))) {
    return { sessionId: await openSession(tx, scope, { userId, now }), userId, returnTo: null };
  }
  const id = newId("stp");
  const expiresAt = new Date(now.getTime() + STEP_MS);
  await tx.secondStep.deleteMany({ where: { userId, expiresAt: { lte: now } } });
  await tx.secondStep.createMany({ data: [{ id, userId, createdAt: now, expiresAt }] });
  return { userId, secondStep: id };
}
