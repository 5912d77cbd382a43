import { z } from "zod";

/** Variables as a row keeps them: plain values by name, and names of sealed values by name. */
export interface StoredEnvironment {
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

const byName = z.record(z.string(), z.string());

/** Reads a row's two columns. */
export function storedEnvironment(row: {
  readonly environment: unknown;
  readonly secrets: unknown;
}): StoredEnvironment {
  return { environment: byName.parse(row.environment), secrets: byName.parse(row.secrets) };
}
