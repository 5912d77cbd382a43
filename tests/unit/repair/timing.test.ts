import { describe, expect, it } from "vitest";
import { backOffMs, inARow } from "@/lib/repair/back-off";
import { windowEnd } from "@/lib/repair/window";

const at = (text: string) => new Date(`2026-11-${text}Z`);
const MINUTE = 60_000;

describe("how long a machine is left alone", () => {
  it("is nothing at first, then doubles up to half an hour, give or take a fifth", () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 7, 20].map((repairs) => backOffMs(repairs, 0.5) / MINUTE);
    expect(waits).toEqual([0, 1, 2, 4, 8, 16, 30, 30, 30]);
    expect(backOffMs(3, 0)).toBeCloseTo(3.2 * MINUTE);
    expect(backOffMs(3, 1)).toBeCloseTo(4.8 * MINUTE);
  });

  it("begins anew after an hour in which it was well", () => {
    const repair = (from: string, to: string) => ({ openedAt: at(from), endedAt: at(to) });
    const second = repair("27T09:30:00", "27T09:40:00");
    const first = repair("27T08:50:00", "27T09:00:00");
    const longAgo = repair("27T06:00:00", "27T06:10:00");
    expect(inARow([second, first, longAgo], at("27T10:00:00"))).toBe(2);
    expect(inARow([second, first, longAgo], at("27T10:40:00"))).toBe(0);
    expect(inARow([], at("27T10:00:00"))).toBe(0);
  });
});

describe("maintenance windows", () => {
  const nights = { days: [5], from: "22:00", to: "06:00" };
  it("hold from their day over midnight, in the team's time zone", () => {
    // 27 November 2026 is a Friday.
    expect(windowEnd(nights, at("27T20:59:00"), "Europe/Berlin")).toBeNull();
    expect(windowEnd(nights, at("27T21:00:00"), "Europe/Berlin")).toEqual(at("28T05:00:00"));
    expect(windowEnd(nights, at("28T04:59:30"), "Europe/Berlin")).toEqual(at("28T05:00:00"));
    expect(windowEnd(nights, at("28T05:00:00"), "Europe/Berlin")).toBeNull();
    expect(windowEnd(nights, at("28T22:30:00"), "Europe/Berlin")).toBeNull();
  });

  it("hold within one day", () => {
    const noon = { days: [0, 1, 2, 3, 4, 5, 6], from: "12:00", to: "12:30" };
    expect(windowEnd(noon, at("27T12:10:00"), "UTC")).toEqual(at("27T12:30:00"));
    expect(windowEnd(noon, at("27T12:30:00"), "UTC")).toBeNull();
    expect(windowEnd(null, at("27T12:10:00"), "UTC")).toBeNull();
  });
});
