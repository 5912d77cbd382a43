import { expect, test } from "vitest";
import { slowestFiles, sum, tableLines, tallySuite } from "@/scripts/checks/tally";

const file = {
  name: "a.test.ts",
  status: "passed",
  startTime: 1_000,
  endTime: 3_500,
  assertionResults: [{}],
};
const report = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [file],
};

test("a green suite counts its tests", () => {
  expect(tallySuite(report, 0)).toEqual({ passed: 3, failed: 0, notes: [] });
});

test("a skipped test and one yet to be written count as failed", () => {
  const tally = tallySuite({ ...report, numPendingTests: 1, numTodoTests: 1 }, 0);
  expect(tally.failed).toBe(2);
  expect(tally.notes).toEqual(["2 skipped; a skipped test counts as failed."]);
});

test("a file that did not load counts as one failure", () => {
  const broken = { ...file, name: "b.test.ts", status: "failed", assertionResults: [] };
  expect(tallySuite({ ...report, testResults: [file, broken] }, 1).failed).toBe(1);
});

test("a suite that is empty, silent or breaks outside its tests is never green", () => {
  expect(tallySuite({ ...report, numPassedTests: 0, testResults: [] }, 1).failed).toBe(1);
  expect(tallySuite(undefined, 1).failed).toBe(1);
  expect(tallySuite(report, 1).failed).toBe(1);
});

test("the last line adds up all steps", () => {
  const green = { passed: 2, failed: 0, notes: [] };
  const red = { passed: 1, failed: 3, notes: [] };
  expect(sum([green, red])).toMatchObject({ passed: 3, failed: 3 });
});

test("a table that a suite prints for people is shown, and nothing else of its output", () => {
  const output = "stdout | one.test.ts\n▏ provider  list\n▏ lambda    19\nPASS ▏ no\n";
  expect(tableLines(output)).toEqual(["provider  list", "lambda    19"]);
});

test("the slowest files are named with their seconds, the slowest first", () => {
  const slow = { ...file, name: "slow.test.ts", endTime: 91_000 };
  const quick = { ...file, name: "quick.test.ts", endTime: 1_020 };
  expect(slowestFiles({ ...report, testResults: [quick, file, slow] }, 2)).toEqual([
    "  90.0 s  slow.test.ts",
    "   2.5 s  a.test.ts",
  ]);
  expect(slowestFiles(undefined, 2)).toEqual([]);
});
