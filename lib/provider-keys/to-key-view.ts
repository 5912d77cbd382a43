import { microsToDecimal } from "@/lib/money";
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
  frozenAt: true,
  kekId: true,
  verifiedAt: true,
  createdAt: true,
  scopes: true,
  rotatedAt: true,
  lastListedAt: true,
  balanceMicros: true,
  balanceCurrency: true,
  balanceAt: true,
} as const;

interface KeyRow {
  readonly id: string;
  readonly providerId: string;
  readonly name: string;
  readonly lastFour: string;
  readonly account: string | null;
  readonly state: string;
  readonly stateReason: string | null;
  readonly frozenAt: Date | null;
  readonly kekId: string;
  readonly verifiedAt: Date;
  readonly createdAt: Date;
  readonly scopes: readonly string[];
  readonly rotatedAt: Date | null;
  readonly lastListedAt: Date | null;
  readonly balanceMicros: bigint | null;
  readonly balanceCurrency: string | null;
  readonly balanceAt: Date | null;
}

/** A row as people see it. A key whose key-encryption key is missing says so. */
export function toKeyView(row: KeyRow): KeyView {
  const readable = row.state === "refused" ? "refused" : row.frozenAt ? "frozen" : "active";
  return {
    id: row.id,
    providerId: row.providerId,
    name: row.name,
    lastFour: row.lastFour,
    account: row.account,
    state: hasKek(row.kekId) ? readable : "unreadable",
    stateReason: row.stateReason,
    verifiedAt: row.verifiedAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    scopes: [...row.scopes],
    rotatedAt: row.rotatedAt?.toISOString() ?? null,
    answeredAt: answeredAt(row).toISOString(),
    balance: balanceOf(row),
  };
}

function answeredAt({ verifiedAt, lastListedAt, balanceAt }: KeyRow): Date {
  const times = [verifiedAt, lastListedAt, balanceAt].flatMap((at) => at?.getTime() ?? []);
  return new Date(Math.max(...times));
}

function balanceOf(row: KeyRow): KeyView["balance"] {
  const { balanceMicros, balanceCurrency: currency, balanceAt } = row;
  if (balanceMicros === null || currency === null || balanceAt === null) return null;
  return { amount: microsToDecimal(balanceMicros), currency, at: balanceAt.toISOString() };
}
