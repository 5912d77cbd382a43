import { expect, it } from "vitest";
import { churnByWeek, cohortsOf, funnelOf } from "@/lib/growth/read-points";

const point = (day: string, name: string, value: bigint, key = "") => ({ day, name, key, value });

it("adds days up to weeks, and keeps who paid at the end of each", () => {
  expect(
    churnByWeek([
      point("2026-11-21", "teams-won", 2n),
      point("2026-11-21", "teams-lost", 0n),
      point("2026-11-21", "teams-paying", 9n),
      point("2026-11-22", "teams-won", 1n),
      point("2026-11-22", "teams-lost", 3n),
      point("2026-11-22", "teams-paying", 7n),
      point("2026-11-23", "teams-won", 0n),
      point("2026-11-23", "teams-lost", 0n),
      point("2026-11-23", "teams-paying", 7n),
    ]),
  ).toEqual([
    { week: "2026-11-16", won: 3, lost: 3, paying: 7 },
    { week: "2026-11-23", won: 0, lost: 0, paying: 7 },
  ]);
});

it("puts the page with most sign-ups first and the small ones together last", () => {
  const day = "2026-11-22";
  const rows = funnelOf([
    point(day, "funnel-signed-up", 9n, "*"),
    point(day, "funnel-signed-up", 4n, "/gpus"),
    point(day, "funnel-paid", 1n, "/gpus"),
    point(day, "funnel-signed-up", 5n, ""),
  ]);
  expect(rows.map(({ kind, page, signedUp, paid }) => [kind, page, signedUp, paid])).toEqual([
    ["unknown", null, 5, 0],
    ["page", "/gpus", 4, 1],
    ["others", null, 9, 0],
  ]);
});

it("lays a cohort's weeks side by side, the newest cohort first", () => {
  const day = "2026-11-22";
  expect(
    cohortsOf([
      point(day, "cohort-size", 4n, "2026-11-02+0"),
      point(day, "cohort-active", 4n, "2026-11-02+0"),
      point(day, "cohort-active", 2n, "2026-11-02+1"),
      point(day, "cohort-paying", 1n, "2026-11-02+1"),
      point(day, "cohort-size", 3n, "2026-11-09+0"),
    ]),
  ).toEqual([
    { week: "2026-11-09", size: 3, later: [{ active: 0, paying: 0 }] },
    {
      week: "2026-11-02",
      size: 4,
      later: [
        { active: 4, paying: 0 },
        { active: 2, paying: 1 },
      ],
    },
  ]);
});
