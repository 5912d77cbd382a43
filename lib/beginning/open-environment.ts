import { valueBinding } from "@/lib/beginning/seal-value";
import { storedEnvironment } from "@/lib/beginning/stored";
import type { Tx } from "@/lib/db";
import { openSecret } from "@/lib/secret-box";

/** A machine's variables with every value in the open, and which of the values are secret. */
export interface OpenEnvironment {
  readonly values: Readonly<Record<string, string>>;
  readonly secretValues: readonly string[];
}

/**
 * Opens the sealed values that a machine's row names: for the worker alone, as it makes the machine.
 * Throws a plain error for a value that is gone, was tampered with, or is another team's.
 */
export async function openEnvironment(
  tx: Tx,
  row: { readonly teamId: string; readonly environment: unknown; readonly secrets: unknown },
): Promise<OpenEnvironment> {
  const { environment, secrets } = storedEnvironment(row);
  const names = Object.entries(secrets);
  if (names.length === 0) return { values: environment, secretValues: [] };
  const sealed = await tx.sealedValue.findMany({
    where: { teamId: row.teamId, id: { in: names.map(([, id]) => id) } },
  });
  const opened = names.map(([name, id]): [string, string] => {
    const found = sealed.find((one) => one.id === id);
    if (!found) throw new Error(`sealed value ${id} is gone`);
    return [name, openSecret(found, valueBinding(found))];
  });
  return {
    values: { ...environment, ...Object.fromEntries(opened) },
    secretValues: opened.map(([, value]) => value),
  };
}
