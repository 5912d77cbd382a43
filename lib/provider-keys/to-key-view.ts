import type { KeyView } from "@/lib/provider-keys/schema";
import { hasKek } from "@/lib/secret-box";

/** The columns people may see; sealed ones are never read for a view. */
export const keyColumns = {
  id: true,
  providerId: true,
  name: true,
  lastFour: true,
  account: true,
  state: true,
  stateReason: true,
  kekId: true,
  verifiedAt: true,
  createdAt: true,
} as const;

interface KeyRow {
  readonly id: string;
  readonly providerId: string;
  readonly name: string;
  readonly lastFour: string;
  readonly account: string | null;
  readonly state: string;
  readonly stateReason: string | null;
  readonly kekId: string;
  readonly verifiedAt: Date;
  readonly createdAt: Date;
}

/** A row as people see it. A key whose key-encryption key is missing says so. */
export function toKeyView({ state, kekId, verifiedAt, createdAt, ...row }: KeyRow): KeyView {
  const readable = state === "refused" ? "refused" : "active";
  return {
    ...row,
    state: hasKek(kekId) ? readable : "unreadable",
    verifiedAt: verifiedAt.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}
