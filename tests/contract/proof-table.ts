import { afterEach } from "vitest";
import type { ProviderMeta } from "@/lib/providers/contract";
import { type CallName, callNames } from "./calls";

/** Tells the lines of a table for people from all else that a test run prints. */
const MARK = "▏";

const passed = new Map<string, number>();

/** Counts the tests of the group it is called in that passed, for one call of one provider. */
export function countsFor(id: string, call: CallName): void {
  afterEach(({ task }) => {
    if (task.result?.errors?.length) return;
    passed.set(`${id} ${call}`, (passed.get(`${id} ${call}`) ?? 0) + 1);
  });
}

/**
 * What the suite has run, a line a provider: how many tests of each call passed, `–` where the
 * provider has no such call, `none` where it has one that nothing tested; then its other facts.
 */
export function proofTable(metas: readonly ProviderMeta[], has: Has): string {
  const head = ["provider", ...callNames, "spot", "naming", "evidence"];
  const rows = metas.map((meta) => [
    meta.id,
    ...callNames.map((call) => (has(meta.id, call) ? countOf(meta.id, call) : "–")),
    meta.capabilities?.spot ?? "–",
    meta.capabilities?.naming ?? "–",
    meta.prices?.evidence ?? "–",
  ]);
  const widths = head.map((_, at) =>
    Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  "))
    .map((line) => `${MARK} ${line.trimEnd()}`)
    .join("\n");
}

type Has = (id: string, call: CallName) => boolean;

const countOf = (id: string, call: CallName) => String(passed.get(`${id} ${call}`) ?? "none");
