import type { Volume } from "@/lib/providers/contract";

export interface Wished {
  readonly wish: string | null;
  readonly wishInstanceId: string | null;
  readonly wishedAt: Date | null;
}

export type Move =
  | { readonly kind: "act" }
  | { readonly kind: "end"; readonly failure: string | null };

/**
 * What to do next for a volume's wish, by what the account shows: nothing more where it is met, and
 * no further try once it is too old. What hangs on a machine by now is neither ended nor put to
 * another. Pure.
 */
export function nextMove(
  wished: Wished,
  found: Volume | null,
  { now, giveUpAfterMs }: { readonly now: Date; readonly giveUpAfterMs: number },
): Move {
  if (isMet(wished, found)) return { kind: "end", failure: null };
  if (!found) return { kind: "end", failure: "not-found" };
  if (wished.wish !== "detach" && found.attachedTo.length > 0) {
    return { kind: "end", failure: "conflict" };
  }
  const ageMs = now.getTime() - (wished.wishedAt ?? now).getTime();
  if (ageMs > giveUpAfterMs) return { kind: "end", failure: "transient" };
  return { kind: "act" };
}

function isMet({ wish, wishInstanceId }: Wished, found: Volume | null): boolean {
  if (wish === null) return true;
  if (wish === "attach") return found?.attachedTo.includes(wishInstanceId ?? "") ?? false;
  if (wish === "detach") return !found?.attachedTo.includes(wishInstanceId ?? "");
  return found === null;
}
