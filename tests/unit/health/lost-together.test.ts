import { expect, it } from "vitest";
import { lostTogether } from "@/lib/health/lost-together";

const machines = (region: string | null, lost: number, here: number) =>
  Array.from({ length: lost + here }, (_, number) => ({
    providerId: "runpod",
    region,
    isLost: number < lost,
  }));

it("takes five machines and over a fifth of a region for the provider's loss", () => {
  const seen = [
    ...machines("EU-RO-1", 5, 19),
    ...machines("US-WA-1", 5, 20),
    ...machines("CA-MTL-1", 4, 0),
    ...machines(null, 6, 0),
  ];
  expect([...lostTogether(seen)]).toEqual(["EU-RO-1", null]);
});

it("finds nothing where nothing is lost", () => {
  expect(lostTogether([]).size).toBe(0);
  expect(lostTogether(machines("EU-RO-1", 0, 50)).size).toBe(0);
});
