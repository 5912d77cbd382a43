import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { pickPort } from "./ports";

const shape = z.object({
  postgres: z.number().optional(),
  sandbox: z.number().optional(),
  smtp: z.number().optional(),
});

/** Ports nobody types: the same as last time where they are free, else others. */
export async function choosePorts(dataDir: string) {
  const file = path.join(dataDir, "ports.json");
  const saved = readSaved(file);
  const ports = {
    postgres: await pickPort(saved.postgres),
    sandbox: await pickPort(saved.sandbox ?? 4010),
    smtp: await pickPort(saved.smtp),
  };
  writeFileSync(file, `${JSON.stringify(ports)}\n`);
  return ports;
}

function readSaved(file: string): z.infer<typeof shape> {
  if (!existsSync(file)) return {};
  try {
    return shape.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return {};
  }
}
