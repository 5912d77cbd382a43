import { randomBytes } from "node:crypto";
import { hash, type Options, verify } from "@node-rs/argon2";
import { AppError } from "@/lib/errors";

/** OWASP's argon2id setting for interactive sign-in. The library's default algorithm is argon2id. */
const settings: Options = {
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};
const settingsText = `$argon2id$v=19$m=${settings.memoryCost},t=${settings.timeCost},p=${settings.parallelism}$`;

/** Each run holds 19 MB: more at once or a longer queue would let strangers fill the memory. */
const MAX_RUNNING = 2;
const MAX_WAITING = 200;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= MAX_WAITING) throw new AppError("rate-limited", "busy");
  if (running >= MAX_RUNNING) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** The argon2id hash to store. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, settings));
}

let nobody: string | undefined;

/**
 * Whether the password belongs to the hash. Without a hash it takes as long and answers no, so
 * that nobody learns from the time taken which addresses have an account.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await nobodysHash());
  const matches = await inTurn(() => verify(against, password));
  return stored !== null && matches;
}

/** Made at the first need; a try refused for lack of room is made again by the next. */
async function nobodysHash(): Promise<string> {
  nobody ??= await hashPassword(randomBytes(16).toString("hex"));
  return nobody;
}

/** True when the hash was made with other settings than today's. */
export function needsRehash(stored: string): boolean {
  return !stored.startsWith(settingsText);
}
