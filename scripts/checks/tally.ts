import { z } from "zod";

/** What a step of the test run came to. `notes` say why, where the numbers do not. */
export interface Tally {
  passed: number;
  failed: number;
  notes: string[];
}

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(z.unknown()),
    }),
  ),
});

/**
 * Counts a suite from vitest's JSON report. A skipped test counts as failed, and so do a file that
 * did not load, a suite without a test and a run that broke outside its tests.
 */
export function tallySuite(json: unknown, exitCode: number): Tally {
  const parsed = report.safeParse(json);
  if (!parsed.success) return { passed: 0, failed: 1, notes: ["The suite gave no report."] };
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests } = parsed.data;
  const skipped = numPendingTests + numTodoTests;
  const broken = parsed.data.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const notes = broken.map((file) => `${file.name} did not load.`);
  if (skipped > 0) notes.push(`${skipped} skipped; a skipped test counts as failed.`);
  const failed = numFailedTests + skipped + broken.length;
  if (failed > 0) return { passed, failed, notes };
  if (passed === 0) return { passed, failed: 1, notes: ["The suite holds no test."] };
  if (exitCode === 0) return { passed, failed, notes };
  return { passed, failed: 1, notes: [...notes, "Something failed outside the tests."] };
}

/** The files of vitest's JSON report that took longest, the longest first, each with its seconds. */
export function slowestFiles(json: unknown, count: number): string[] {
  const { data } = report.safeParse(json);
  return (data?.testResults ?? [])
    .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 }))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, count)
    .map(({ name, seconds }) => `${seconds.toFixed(1).padStart(6)} s  ${name}`);
}

/** What a suite printed for people to see whether or not it passed: lines that begin with ▏. */
export function tableLines(output: string): string[] {
  return output.split("\n").flatMap((line) => /^▏ ?(.*)$/.exec(line)?.[1] ?? []);
}

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, tally) => total + tally.passed, 0),
    failed: tallies.reduce((total, tally) => total + tally.failed, 0),
    notes: tallies.flatMap((tally) => tally.notes),
  };
}
