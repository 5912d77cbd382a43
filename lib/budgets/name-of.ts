import type { Tx } from "@/lib/db";
import type { Budget } from "@/lib/generated/prisma/client";

/** What a budget covers, by its name; empty for the whole team and for what is gone. */
export async function nameOf(
  tx: Tx,
  { covers, coveredId: id }: Pick<Budget, "covers" | "coveredId">,
): Promise<string> {
  const select = { name: true };
  if (covers === "project")
    return (await tx.project.findUnique({ where: { id }, select }))?.name ?? "";
  if (covers === "team") return "";
  return (await tx.deployment.findUnique({ where: { id }, select }))?.name ?? "";
}
