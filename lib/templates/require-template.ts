import { personOfScope, type TeamScope } from "@/lib/auth/scope";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Template } from "@/lib/generated/prisma/client";

/** What of a team's templates a person sees: their own, and those that are the whole team's. */
export function visibleTo(scope: TeamScope) {
  const { userId } = personOfScope(scope);
  return { teamId: scope.team.id, OR: [{ createdBy: userId }, { visibility: "team" }] };
}

/**
 * A template the person sees, held until the transaction ends, so that no secret it names is dropped
 * meanwhile. Throws `template-unknown`, also for another team's or a private one.
 */
export async function requireTemplate(tx: Tx, scope: TeamScope, id: string): Promise<Template> {
  await tx.$executeRaw`SELECT 1 FROM template WHERE id = ${id} FOR SHARE`;
  const row = await tx.template.findFirst({ where: { id, ...visibleTo(scope) } });
  if (!row) throw new AppError("not-found", "template-unknown");
  return row;
}

/**
 * A template the person may change: one they made. Throws `template-unknown`, and for a team's that
 * somebody else made `template-not-yours`.
 */
export async function requireOwnTemplate(tx: Tx, scope: TeamScope, id: string): Promise<Template> {
  const { userId } = personOfScope(scope);
  await tx.$executeRaw`SELECT 1 FROM template WHERE id = ${id} FOR UPDATE`;
  const row = await requireTemplate(tx, scope, id);
  if (row.createdBy !== userId) throw new AppError("forbidden", "template-not-yours");
  return row;
}
