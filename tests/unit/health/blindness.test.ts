import { expect, it } from "vitest";
import { scopeOf, turnedAround } from "@/lib/health/blindness";

const here = { providerId: "a", region: "eu" };
const place = (
  providerId: string,
  region: string | null,
  turned: number,
  watched = 20,
  turnedTeams = ["t1"],
  lastTeam = "t1",
) => ({ providerId, region, turned, watched, turnedTeams, firstTeam: "t1", lastTeam });

it("takes a few machines for what they are", () => {
  expect(scopeOf(here, [place("a", "eu", 4, 4)])).toBe("machine");
  expect(scopeOf(here, [place("a", "eu", 5, 25)])).toBe("machine");
});

it("takes over a fifth of a region, and five at least, for the provider's trouble", () => {
  expect(scopeOf(here, [place("a", "eu", 6, 25)])).toBe("region");
  expect(scopeOf(here, [place("a", "us", 20)])).toBe("machine");
  expect(scopeOf(here, [place("a", "eu", 20), place("a", "us", 20)])).toBe("region");
});

it("takes two providers at once for its own blindness", () => {
  expect(scopeOf(here, [place("a", "eu", 20), place("b", null, 20)])).toBe("us");
});

it("lets no team alone make the others blind", () => {
  const shared = (teams: string[]) => [
    place("a", "eu", 20, 20, teams, "t2"),
    place("b", null, 20, 20, ["t1"], "t2"),
  ];
  expect(scopeOf(here, shared(["t1"]))).toBe("region");
  expect(scopeOf(here, shared(["t1", "t2"]))).toBe("us");
});

it("takes all its canaries silent for its own blindness", () => {
  expect(scopeOf(here, [], { asked: 3, silent: 3 })).toBe("us");
  expect(scopeOf(here, [], { asked: 3, silent: 2 })).toBe("machine");
});

it("counts those that fell silent around a machine, however long it took to be sure of it", () => {
  const minutes = (count: number) => new Date(Date.UTC(2026, 10, 27, 0, count));
  const silence = {
    providerId: "a",
    region: "eu",
    watched: 9,
    silentSince: [minutes(0), minutes(5), minutes(6), minutes(10), minutes(11)],
    silentTeams: ["t1", "t1", "t1", "t2", "t3"],
    firstTeam: "t1",
    lastTeam: "t3",
  };
  const turned = (at: Date) => turnedAround(at, [silence], 5 * 60_000)[0]?.turned;
  expect(turned(minutes(5))).toBe(4);
  expect(turned(minutes(60))).toBe(0);
  expect(turnedAround(minutes(5), [silence], 5 * 60_000)[0]?.turnedTeams).toEqual(["t1", "t2"]);
});
