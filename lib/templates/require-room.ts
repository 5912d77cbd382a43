import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";

/** A list of more is no list; two made at the same moment may make it one more. */
const MOST_TEMPLATES = 200;

/** Refuses with `templates-full` where the team keeps as many templates as one list can hold. */
export async function requireTemplateRoom(tx: Tx, teamId: string): Promise<void> {
  if ((await tx.template.count({ where: { teamId } })) < MOST_TEMPLATES) return;
  throw new AppError("conflict", "templates-full", { values: { limit: MOST_TEMPLATES } });
}
