import { expect, it } from "vitest";
import { daysUpTo, lastTwoMonths, mondayOf, weeksBefore } from "@/lib/growth/windows";

const said = ({ from, to }: { from: Date; to: Date }) =>
  [from, to].map((one) => one.toISOString().slice(0, 16));

it("counts whole UTC days, the day itself the last of them", () => {
  expect(said(daysUpTo("2027-03-01", 28))).toEqual(["2027-02-02T00:00", "2027-03-02T00:00"]);
  expect(said(daysUpTo("2028-03-01", 2))).toEqual(["2028-02-29T00:00", "2028-03-02T00:00"]);
});

it("looks back at the last whole month and the one before it, on the first and last day alike", () => {
  const september = ["2027-07-01T00:00", "2027-09-01T00:00"];
  expect(said(lastTwoMonths("2027-09-01"))).toEqual(september);
  expect(said(lastTwoMonths("2027-09-30"))).toEqual(september);
  expect(said(lastTwoMonths("2027-01-31"))).toEqual(["2026-11-01T00:00", "2027-01-01T00:00"]);
});

it("begins a week on Monday", () => {
  expect(mondayOf("2026-11-22")).toBe("2026-11-16");
  expect(mondayOf("2026-11-23")).toBe("2026-11-23");
});

it("takes only weeks that are over", () => {
  const [first, second] = weeksBefore(new Date("2026-11-22T23:59:59.999Z"), 2);
  expect([first, second].flatMap((one) => (one ? said(one) : []))).toEqual([
    "2026-11-02T00:00",
    "2026-11-09T00:00",
    "2026-11-09T00:00",
    "2026-11-16T00:00",
  ]);
  const [newest] = weeksBefore(new Date("2026-11-23T00:00:00.000Z"), 1);
  expect(newest && said(newest)).toEqual(["2026-11-16T00:00", "2026-11-23T00:00"]);
});
