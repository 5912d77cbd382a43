import { expect, test } from "vitest";
import { toCell } from "@/lib/format/csv-cell";

test("what a spreadsheet would run is text, and numbers stay numbers", () => {
  for (const text of ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1"]) {
    expect(toCell(text).replaceAll('"', "")).toMatch(/^'/);
  }
  expect(toCell("-12.5")).toBe("-12.5");
  expect(toCell("0.0218")).toBe("0.0218");
  expect(toCell(8)).toBe("8");
  expect(toCell(null)).toBe("");
});

test("commas, quotes and line ends are quoted as RFC 4180 says", () => {
  expect(toCell('one, "two"')).toBe('"one, ""two"""');
  expect(toCell("one\r\ntwo")).toBe('"one\r\ntwo"');
  expect(toCell("US-KS-2")).toBe("US-KS-2");
});
