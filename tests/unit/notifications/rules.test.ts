import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeLink, escapeMarkdown } from "@/lib/notifications/channels/telegram/escape";
import { isWornOut } from "@/lib/notifications/kept/is-worn-out";
import { isWithin, minuteOfDay, nextAt } from "@/lib/notifications/rules/day-time";
import { groupOf } from "@/lib/notifications/rules/group-of";
import { modeOf } from "@/lib/notifications/rules/mode-of";
import { type Routed, route } from "@/lib/notifications/rules/route";
import { defaultPreference } from "@/lib/notifications/rules/types";

const night = { from: 22 * 60, to: 7 * 60 };
const berlin = { ...defaultPreference, timeZone: "Europe/Berlin", quiet: night };
const asked: Routed = {
  group: "failure",
  isCritical: false,
  channel: "email",
  chosen: null,
  preference: berlin,
  mutedUntil: null,
};
const at = (text: string) => new Date(text);

describe("the clock of a zone", () => {
  it("strikes a minute next within two days, and shows it then unless it leapt over it", () => {
    const zones = [
      "Europe/Berlin",
      "America/St_Johns",
      "Asia/Kathmandu",
      "UTC",
      "Australia/Lord_Howe",
    ];
    fc.assert(
      fc.property(
        fc.date({ min: at("2026-01-01"), max: at("2027-12-31"), noInvalidDate: true }),
        fc.integer({ min: 0, max: 1_439 }),
        fc.constantFrom(...zones),
        (now, minute, zone) => {
          const next = nextAt(now, minute, zone);
          expect(next.getTime()).toBeGreaterThan(now.getTime());
          expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(26 * 3_600_000);
          const shown = minuteOfDay(next, zone);
          const off = Math.min(Math.abs(shown - minute), 1_440 - Math.abs(shown - minute));
          expect(off).toBeLessThanOrEqual(60);
        },
      ),
    );
  });

  it("is nine in the morning on both sides of a change of the clocks", () => {
    expect(nextAt(at("2026-03-28T12:00:00Z"), 540, "Europe/Berlin")).toEqual(
      at("2026-03-29T07:00:00Z"),
    );
    expect(nextAt(at("2026-10-24T12:00:00Z"), 540, "Europe/Berlin")).toEqual(
      at("2026-10-25T08:00:00Z"),
    );
  });

  it("knows spans that go over midnight", () => {
    expect([1_320, 1_439, 0, 419].every((minute) => isWithin(minute, night))).toBe(true);
    expect([420, 720, 1_319].some((minute) => isWithin(minute, night))).toBe(false);
  });
});

describe("where an event goes", () => {
  it("waits for the morning at night, and comes at once by day", () => {
    expect(route(asked, at("2026-11-27T23:30:00Z"))).toEqual({
      runAfter: at("2026-11-28T06:00:00Z"),
      held: "quiet",
    });
    expect(route(asked, at("2026-11-27T12:00:00Z"))).toMatchObject({ held: null });
  });

  it("comes at night when it is critical, unless its person wants to sleep", () => {
    const now = at("2026-11-27T23:30:00Z");
    expect(route({ ...asked, isCritical: true }, now)).toEqual({ runAfter: now, held: null });
    const preference = { ...berlin, quietCritical: "hold" } as const;
    expect(route({ ...asked, isCritical: true, preference }, now)).toMatchObject({ held: "quiet" });
  });

  it("never holds back nor ends mails about security and money owed", () => {
    const now = at("2026-11-27T23:30:00Z");
    for (const group of ["security", "subscription"] as const) {
      expect(route({ ...asked, group, chosen: "off" }, now)).toEqual({ runAfter: now, held: null });
    }
  });

  it("waits as long as a chat is silent, also for what is critical", () => {
    const now = at("2026-11-27T12:00:00Z");
    const mutedUntil = at("2026-11-27T13:00:00Z");
    const muted = { ...asked, channel: "nch_1", isCritical: true, mutedUntil };
    expect(route(muted, now)).toEqual({ runAfter: mutedUntil, held: "quiet" });
  });

  it("goes to a place of the team's at any hour", () => {
    const now = at("2026-11-27T23:30:00Z");
    const room = { ...asked, channel: "nch_1", preference: null };
    expect(route(room, now)).toEqual({ runAfter: now, held: null });
    expect(route({ ...room, group: "security" }, now)).toBeNull();
  });

  it("is by default what somebody wants to be woken for", () => {
    const modes = (channel: string) =>
      (["failure", "cost", "price", "state", "subscription", "security"] as const).map((group) =>
        modeOf({ group, channel, chosen: null }),
      );
    expect(modes("email")).toEqual(["now", "now", "now", "off", "now", "now"]);
    expect(modes("nch_1")).toEqual(["now", "now", "now", "off", "off", "off"]);
  });

  it("counts what it does not know as a failure, so that it is told", () => {
    expect(groupOf("deployment.of-tomorrow")).toBe("failure");
    expect(groupOf("budget.reached")).toBe("cost");
    expect(groupOf("account.reset-asked")).toBe("security");
    expect(groupOf("deployment.running")).toBe("state");
  });
});

describe("a channel that fails", () => {
  it("is worn out after many tries and an hour, not after a hiccup", () => {
    const now = at("2026-11-27T12:00:00Z");
    const hourAgo = at("2026-11-27T11:00:00Z");
    expect(isWornOut({ failures: 20, since: hourAgo }, now)).toBe(true);
    expect(isWornOut({ failures: 19, since: hourAgo }, now)).toBe(false);
    expect(isWornOut({ failures: 500, since: at("2026-11-27T11:30:00Z") }, now)).toBe(false);
  });
});

describe("text for Telegram", () => {
  it("is what it was once its escapes are taken away, and holds no sign that means something", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const escaped = escapeMarkdown(text);
        expect(escaped.replace(/\\([\s\S])/g, "$1")).toBe(text);
        expect(escaped.replace(/\\[\s\S]/g, "")).not.toMatch(/[_*[\]()~`>#+\-=|{}.!\\]/);
      }),
    );
    expect(escapeLink("https://x.example/a(b)c")).toBe("https://x.example/a(b\\)c");
  });
});
