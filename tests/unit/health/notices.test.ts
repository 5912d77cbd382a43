import { expect, it } from "vitest";
import { type Noticed, noteAll } from "@/lib/health/notices";
import type { Notice } from "@/lib/health/types";

const minutes = (count: number) => new Date(Date.UTC(2026, 10, 27, 0, count));
const disk = (free: number): Notice => ({
  word: "disk-nearly-full",
  figure: free,
  fault: "resource",
});
const xid = (code: number): Notice => ({ word: "unknown-xid", figure: code, fault: null });

function told(looks: readonly (readonly [number, readonly Notice[]])[]): string[] {
  let noticed: Noticed = {};
  return looks.flatMap(([at, notices]) => {
    const noting = noteAll(noticed, notices, { at: minutes(at), againMs: 24 * 3_600_000 });
    noticed = noting.noticed;
    return noting.fresh.map(({ word, figure }) => `${at} ${word} ${figure}`);
  });
}

it("tells once of what goes on, though its figure moves", () => {
  const looks = Array.from({ length: 1_000 }, (_, look) => [look * 5, [disk(look % 5)]] as const);
  expect(told(looks)).toEqual(["0 disk-nearly-full 0"]);
});

it("tells of each code of the driver, and of one in several lines once", () => {
  expect(told([[0, [xid(200), xid(200), xid(201)]]])).toEqual([
    "0 unknown-xid 200",
    "0 unknown-xid 201",
  ]);
});

it("tells anew of what was not seen for a day", () => {
  expect(
    told([
      [0, [disk(3)]],
      [1_439, []],
      [1_441, [disk(3)]],
    ]),
  ).toEqual(["0 disk-nearly-full 3", "1441 disk-nearly-full 3"]);
});
