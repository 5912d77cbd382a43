import { describe, expect, it } from "vitest";
import { isAwaited, markOf } from "@/components/billing/awaited";
import { billStatus } from "@/components/billing/bill-status";
import { cancelReasons as offered } from "@/components/billing/cancel-words";
import {
  firstSeats,
  monthlyOf,
  priceOf,
  readSeats,
  readWish,
  standingOf,
} from "@/components/billing/choice";
import { timeLeft } from "@/components/billing/time-left";
import type { LiveSubscription } from "@/lib/billing/types";
import { cancelReasons } from "@/lib/subscriptions/schema";
import { makeSubscription as make } from "./subscription";

const pro = { tier: "pro", interval: "month", seats: 1 } as const;
const big = { tier: "enterprise", interval: "month", seats: 7 } as const;
const onPro = { tier: "pro", interval: "month", state: "active" } as const;

describe("the wish of an address", () => {
  it("names a tier that costs money and, if it likes, a year", () => {
    expect(readWish({ choose: "pro", interval: "year" })).toEqual({
      tier: "pro",
      interval: "year",
    });
    expect(readWish({ choose: "enterprise", interval: "week" })?.interval).toBe("month");
  });

  it("is nothing for a tier that nobody can buy", () => {
    expect(readWish({ choose: "basic" })).toBeNull();
    expect(readWish({ choose: ["pro", "pro"] })).toBeNull();
    expect(readWish({})).toBeNull();
  });
});

describe("what can be done about a tier", () => {
  it("is to buy it while nothing runs, where it is sold", () => {
    expect(standingOf(make(), pro)).toBe("buy");
    expect(standingOf(make({ state: "ended" }), pro)).toBe("buy");
    expect(standingOf(make({ sold: ["pro"] }), big)).toBe("not-sold");
  });

  it("is to change to it while something runs, never to buy a second one", () => {
    expect(standingOf(make(onPro), big)).toBe("change");
    expect(standingOf(make(onPro), { ...pro, interval: "year" })).toBe("change");
    expect(standingOf(make({ ...onPro, sold: ["pro"] }), big)).toBe("not-sold");
    expect(standingOf(make({ ...onPro, sold: [] }), { ...pro, interval: "year" })).toBe("change");
  });

  it("is nothing for what the team has or gets by itself", () => {
    const seats = { allowed: 7, members: 3, invited: 0 };
    const onBig = make({ ...onPro, tier: "enterprise", seats });
    expect(standingOf(make(onPro), pro)).toBe("current");
    expect(standingOf(onBig, big)).toBe("current");
    expect(standingOf(onBig, { ...big, seats: 8 })).toBe("change");
    const pending = { ...pro, at: "2026-12-24T00:00:00.000Z" };
    expect(standingOf({ ...onBig, pending }, pro)).toBe("planned");
  });

  it("waits for the bank, for a missing payment and for a cancelled one to go on", () => {
    expect(standingOf(make({ state: "awaiting-payment", interval: "month" }), pro)).toBe("wait");
    expect(standingOf(make({ ...onPro, state: "past-due" }), big)).toBe("pay-first");
    expect(standingOf(make({ state: "frozen", interval: "month" }), pro)).toBe("pay-first");
    const cancelled = make({ ...onPro, cancelsAt: "2026-12-24T00:00:00.000Z" });
    expect(standingOf(cancelled, big)).toBe("resume-first");
  });
});

describe("seats", () => {
  it("begin with those that are paid for, or with as many as are in use", () => {
    const seats = { allowed: 9, members: 6, invited: 1 };
    expect(firstSeats({ tier: "enterprise", seats })).toBe(9);
    expect(firstSeats({ tier: "basic", seats })).toBe(7);
    expect(firstSeats({ tier: "basic", seats: { ...seats, members: 1 } })).toBe(5);
  });

  it("are read as a whole number that can be bought", () => {
    expect(readSeats(" 12 ")).toBe(12);
    for (const text of ["", "4", "201", "5.5", "-6", "six"]) expect(readSeats(text)).toBeNull();
  });

  it("make Enterprise dearer once the included ones are used up", () => {
    expect(priceOf({ ...big, seats: 5 }).minor).toBe("9900");
    expect(priceOf(big).minor).toBe("13900");
    expect(monthlyOf(priceOf({ ...pro, interval: "year" })).minor).toBe("900");
  });
});

describe("waiting", () => {
  const live = (
    checkout: LiveSubscription["checkout"],
    changes: Parameters<typeof make>[0] = {},
  ): LiveSubscription => ({ checkout, subscription: make(changes) });

  it("for a checkout lasts until a paid one has become a subscription", () => {
    const awaited = { what: "checkout" } as const;
    expect(isAwaited(live("open"), awaited)).toBe(true);
    expect(isAwaited(live("completed"), awaited)).toBe(true);
    expect(isAwaited(live("completed", onPro), awaited)).toBe(false);
    expect(isAwaited(live("expired"), awaited)).toBe(false);
    expect(isAwaited(live(null), awaited)).toBe(false);
  });

  it("for a change lasts until the rows are others, whatever happens beside them", () => {
    const awaited = { what: "change", mark: markOf(make(onPro)) } as const;
    expect(isAwaited(live(null, { ...onPro, frozenKeys: 2 }), awaited)).toBe(true);
    const cancelsAt = "2026-12-24T00:00:00.000Z";
    expect(isAwaited(live(null, { ...onPro, cancelsAt }), awaited)).toBe(false);
  });
});

it("counts the time left in days, hours and minutes, and stops at nothing", () => {
  expect(timeLeft(6 * 86_400_000 + 3 * 3_600_000 + 59_999)).toEqual({
    days: 6,
    hours: 3,
    minutes: 0,
  });
  expect(timeLeft(-5)).toEqual({ days: 0, hours: 0, minutes: 0 });
});

it("has a word for a state of a bill that nobody knows", () => {
  expect(billStatus("paid")).toBe("paid");
  expect(billStatus("pending_review")).toBe("other");
});

it("offers every reason that can be given for cancelling", () => {
  expect(offered).toEqual(cancelReasons);
});
