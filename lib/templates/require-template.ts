import { roleMay } from "@/lib/auth/permissions";
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

/** Whether a person may change a template: one they made, and who runs the team also what it shares. */
export function mayChange(
  scope: TeamScope,
  row: Pick<Template, "createdBy" | "visibility">,
): boolean {
  const isShared = row.visibility === "team";
  const isMine = row.createdBy === personOfScope(scope).userId;
  return isMine || (isShared && roleMay(scope.team.role, "members.write"));
}

/**
 * A template the person may change (see `mayChange`), held until the transaction ends. Throws
 * `template-unknown`, and for a team's that somebody else made `template-not-yours`.
 */
export async function requireChangeable(tx: Tx, scope: TeamScope, id: string): Promise<Template> {
  await tx.$executeRaw`SELECT 1 FROM template WHERE id = ${id} FOR UPDATE`;
  const row = await requireTemplate(tx, scope, id);
  if (!mayChange(scope, row)) throw new AppError("forbidden", "template-not-yours");
  return row;
}
