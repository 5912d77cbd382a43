import { expect, it } from "vitest";
import { monthIn } from "@/lib/budgets/month";
import { type Reserving, reservationOf } from "@/lib/budgets/reservation";

const now = new Date("2026-11-20T00:00:00Z");
const rest = { now, until: new Date("2026-12-01T00:00:00Z") };
const DOLLAR = 1_000_000n;
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

const machine = (more: Partial<Reserving> = {}): Reserving => ({
  perHour: 2n * DOLLAR,
  perHourAfterLease: 0n,
  leaseEndsAt: null,
  leaseLeft: null,
  ...more,
});

it("counts a machine without a lease to the end of the month", () => {
  expect(reservationOf(machine(), rest)).toBe(2n * 264n * DOLLAR);
});

it("counts rate times lease, and never beyond the month", () => {
  expect(reservationOf(machine({ leaseEndsAt: hours(10) }), rest)).toBe(20n * DOLLAR);
  expect(reservationOf(machine({ leaseEndsAt: hours(5_000) }), rest)).toBe(2n * 264n * DOLLAR);
  expect(reservationOf(machine({ leaseEndsAt: hours(-1) }), rest)).toBe(0n);
});

it("counts a lease by spend to its last cent, whichever end comes first", () => {
  expect(reservationOf(machine({ leaseLeft: 7n * DOLLAR }), rest)).toBe(7n * DOLLAR);
  expect(reservationOf(machine({ leaseLeft: 7n * DOLLAR, leaseEndsAt: hours(2) }), rest)).toBe(
    4n * DOLLAR,
  );
  expect(reservationOf(machine({ leaseLeft: -1n }), rest)).toBe(0n);
});

it("adds what a stopped machine goes on costing after its lease", () => {
  const stops = machine({ leaseEndsAt: hours(64), perHourAfterLease: DOLLAR / 10n });
  expect(reservationOf(stops, rest)).toBe(128n * DOLLAR + 20n * DOLLAR);
});

it("cuts months in the team's time zone", () => {
  const late = new Date("2026-11-30T17:00:00Z");
  expect(monthIn(late, "Asia/Shanghai")).toEqual({
    name: "2026-12",
    from: new Date("2026-11-30T16:00:00Z"),
    until: new Date("2026-12-31T16:00:00Z"),
  });
  expect(monthIn(late, "UTC").name).toBe("2026-11");
});
