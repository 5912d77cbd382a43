import type { Tx } from "@/lib/db";
import { newId } from "@/lib/ids";

/** The team every user starts with: they own it, and it has its default project. */
export async function createTeamOfOne(
  tx: Tx,
  { userId, name, now }: { readonly userId: string; readonly name: string; readonly now: Date },
): Promise<{ teamId: string }> {
  const teamId = newId("tea");
  const createdAt = now;
  await tx.team.createMany({ data: [{ id: teamId, name, createdAt }] });
  await tx.membership.createMany({
    data: [{ id: newId("mem"), teamId, userId, role: "owner", createdAt }],
  });
  await tx.project.createMany({
    data: [{ id: newId("prj"), teamId, name: "default", isDefault: true, createdAt }],
  });
  return { teamId };
}

/** What a person's first team is called. */
export function teamNameOf(email: string, name: string | null): string {
  return name ?? email.slice(0, email.indexOf("@"));
}
