import { personOfScope, type TeamScope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { StrayMachine } from "@/lib/generated/prisma/client";
import { findAskers } from "./asker";

/** What a person may decide about a stray. */
export type Decision = "adopted" | "ignored" | "terminated";

/**
 * Writes what a person decided, once: of two at the same time one wins. Throws `not-found` for
 * another team's, and `stray-decided` where it is gone, has an owner by now or will be ended anyway.
 */
export async function decide(
  tx: Tx,
  scope: TeamScope,
  facts: { readonly strayId: string; readonly decision: Decision; readonly now: Date },
): Promise<StrayMachine> {
  const { strayId: id, decision, now } = facts;
  const where = { id, teamId: scope.team.id };
  const row = await tx.strayMachine.findFirst({ where });
  if (!row) throw new AppError("not-found", "stray-not-found");
  const { ownedByCallId } = row;
  const isAsked = ownedByCallId === null || (await findAskers(tx, [row])).has(id);
  if (!isAsked) throw new AppError("conflict", "stray-decided");
  const { count } = await tx.strayMachine.updateMany({
    where: {
      ...where,
      goneAt: null,
      ownedByCallId,
      OR: [{ decision: null }, { decision: "ignored" }],
    },
    data: { decision, decidedBy: personOfScope(scope).userId, decidedAt: now },
  });
  if (count === 0) throw new AppError("conflict", "stray-decided");
  return row;
}
