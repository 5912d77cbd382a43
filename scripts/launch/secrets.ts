import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { hasCluster } from "./postgres/cluster";
import { Refusal } from "./refusal";
import { worldOf } from "./world";

const shape = z.object({
  authSecret: z.string().min(32),
  /** "id:base64 of 32 bytes", newest first, parted by commas; the first one seals. */
  keyEncryptionKeys: z.string().min(1),
  postgresPassword: z.string().min(16),
});

/** Secrets of one installation, made once. Lost ones cannot be made again: they open its data. */
export type Secrets = z.infer<typeof shape>;

/** Reads the secrets, or makes them for a folder that was never used. */
export function openSecrets(dataDir: string): Secrets {
  const file = secretsFile(dataDir);
  if (existsSync(file)) return readSecrets(file);
  if (worldOf(dataDir) !== undefined || hasCluster(dataDir)) {
    throw new Refusal(
      `The file ${file} is missing, and the data in this folder cannot be opened without it. Put it back from a copy, or bring in a backup with "npm run restore -- FILE --force"; to begin anew with empty data, move ${dataDir} away.`,
    );
  }
  return writeSecrets(file);
}

function readSecrets(file: string): Secrets {
  try {
    const secrets = shape.parse(JSON.parse(readFileSync(file, "utf8")));
    chmodSync(file, 0o600);
    return secrets;
  } catch {
    throw new Refusal(
      `The file ${file} cannot be read as this installation's secrets. Put it back from a copy, or see who owns it; nothing was changed.`,
    );
  }
}

function writeSecrets(file: string): Secrets {
  const secrets: Secrets = {
    authSecret: randomBytes(48).toString("base64url"),
    keyEncryptionKeys: `k1:${randomBytes(32).toString("base64")}`,
    postgresPassword: randomBytes(24).toString("base64url"),
  };
  const unfinished = `${file}.unfinished`;
  writeFileSync(unfinished, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  // Appears whole or not at all, and never over an existing one.
  linkSync(unfinished, file);
  rmSync(unfinished);
  return secrets;
}

export function secretsFile(dataDir: string): string {
  return path.join(dataDir, "secrets.json");
}
