import { createHash } from "node:crypto";
import { z } from "zod";
import type { Store } from "./store";

/** Hands out ids that depend only on the seed, the account and how many it had before. */
export interface IdMint {
  next(account: string, shape: "pod" | "hex"): string;
}

export function idMint(store: Store, provider: string, seed: number): IdMint {
  const counters = store.collection(`${provider}.counters`, (value) => z.number().parse(value));
  return {
    next(account, shape) {
      const count = (counters.get(account) ?? 0) + 1;
      counters.put(account, count);
      const digest = createHash("sha256").update(`${seed} ${provider} ${account} ${count}`);
      return shape === "hex" ? digest.digest("hex").slice(0, 32) : podId(digest.digest());
    },
  };
}

function podId(bytes: Buffer): string {
  return [...bytes.subarray(0, 14)].map((byte) => (byte % 36).toString(36)).join("");
}

/** A whole number from 0 to `below - 1` that is always the same for the same words. */
export function seeded(seed: number, words: string, below: number): number {
  return createHash("sha256").update(`${seed} ${words}`).digest().readUInt32BE(0) % below;
}
