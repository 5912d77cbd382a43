import type { Variable } from "@/lib/beginning/schema";
import { sealValue } from "@/lib/beginning/seal-value";
import type { StoredEnvironment } from "@/lib/beginning/stored";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";

interface Storing {
  readonly teamId: string;
  readonly variables: readonly Variable[];
  /** Sealed values by name that a secret without a value of its own may keep. */
  readonly kept: StoredEnvironment["secrets"];
  readonly now: Date;
}

/**
 * Seals the secret values, each in a row of its own, and answers what the owner's row keeps. Throws
 * `invalid` for a secret without a value where there is none to keep.
 */
export async function storeVariables(
  tx: Tx,
  { teamId, variables, kept, now }: Storing,
): Promise<StoredEnvironment> {
  const environment: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  const rows = [];
  for (const { name, value, secret } of variables) {
    if (!secret) environment[name] = value ?? "";
    else if (value === undefined) secrets[name] = keptValue(kept, name);
    else {
      const id = newId("val");
      rows.push({ id, teamId, ...sealValue(value, { id, teamId }), createdAt: now });
      secrets[name] = id;
    }
  }
  if (rows.length > 0) await tx.sealedValue.createMany({ data: rows });
  return { environment, secrets };
}

function keptValue(kept: StoredEnvironment["secrets"], name: string): string {
  const id = Object.hasOwn(kept, name) ? kept[name] : undefined;
  if (id !== undefined) return id;
  throw new AppError("invalid", "invalid", { fields: { environment: "variable-without-value" } });
}
