import { describe, expect, it } from "vitest";
import { momentMs, STORY_DAYS, tellStory } from "@/scripts/demo/story";

const SEED = 7;
const story = tellStory(SEED);

describe("the month that is played", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(tellStory(SEED)).toEqual(story);
    expect(tellStory(SEED + 1)).not.toEqual(story);
  });

  it("goes forward in time, through a whole month", () => {
    const times = story.map(momentMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(story.map(({ day }) => day)).size).toBe(STORY_DAYS);
  });

  it("acts only on machines that were asked for before and are not gone", () => {
    const alive = new Set<string>();
    for (const { act } of story) {
      if (!("name" in act)) continue;
      if (act.kind === "launch") alive.add(act.name);
      expect(alive, `${act.kind} ${act.name}`).toContain(act.name);
      if (act.kind === "terminate") alive.delete(act.name);
    }
  });

  it("has everything in it that a page of the console can show", () => {
    const kinds = new Set(story.map(({ act }) => act.kind));
    for (const kind of ["launch", "stop", "start", "hibernate", "terminate", "die"] as const) {
      expect(kinds).toContain(kind);
    }
    for (const kind of ["price", "rate", "full", "credit"] as const) expect(kinds).toContain(kind);
    const launches = story.flatMap(({ act }) => (act.kind === "launch" ? [act] : []));
    expect(new Set(launches.map(({ provider }) => provider)).size).toBeGreaterThan(3);
    expect(launches.some(({ lease }) => lease !== undefined)).toBe(true);
  });
});
