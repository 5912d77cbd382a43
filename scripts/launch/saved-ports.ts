import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { pickPort } from "./ports";

const shape = z.object({
  postgres: z.number().optional(),
  sandbox: z.number().default(4010),
  smtp: z.number().optional(),
  network: z.number().optional(),
});

export type PortUse = keyof z.infer<typeof shape>;

/** A port nobody types: the same as last time where that is free, else another. */
export async function choosePort(dataDir: string, use: PortUse): Promise<number> {
  const file = path.join(dataDir, "ports.json");
  const saved = readSaved(file);
  const port = await pickPort(saved[use]);
  writeFileSync(file, `${JSON.stringify({ ...saved, [use]: port })}\n`);
  return port;
}

/** The port last used, running or not. */
export function savedPort(dataDir: string, use: "sandbox"): number {
  return readSaved(path.join(dataDir, "ports.json"))[use];
}

function readSaved(file: string): z.infer<typeof shape> {
  if (!existsSync(file)) return shape.parse({});
  try {
    return shape.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return shape.parse({});
  }
}
