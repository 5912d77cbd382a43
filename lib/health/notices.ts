import type { Notice } from "@/lib/health/types";

/** When each notice was last seen, by its key. */
export type Noticed = Readonly<Record<string, string>>;

interface Noting {
  /** What people are told of now. */
  readonly fresh: readonly Notice[];
  readonly noticed: Noticed;
}

/**
 * Which of the notices are news: those never seen before on this machine, and those that were not
 * seen for `againMs`. What goes on is told once. Pure.
 */
export function noteAll(
  before: Noticed,
  notices: readonly Notice[],
  { at, againMs }: { readonly at: Date; readonly againMs: number },
): Noting {
  const noticed: Record<string, string> = { ...before };
  const fresh: Notice[] = [];
  for (const notice of notices) {
    const key = keyOf(notice);
    const last = noticed[key];
    const isNews = last === undefined || at.getTime() - Date.parse(last) > againMs;
    if (isNews) fresh.push(notice);
    noticed[key] = at.toISOString();
  }
  return { fresh, noticed };
}

/** Another code of the driver is another notice; less room on the disk is not. */
function keyOf({ word, figure }: Notice): string {
  return word === "unknown-xid" ? `${word} ${figure}` : word;
}
