import { onceAsAccounts } from "@/lib/db";

/** Which world the database belongs to; throws when the database does not answer. */
export async function readInstallation(): Promise<{ readonly world: string | null }> {
  const row = await onceAsAccounts((db) => db.installation.findFirst({ select: { world: true } }));
  return { world: row?.world ?? null };
}
