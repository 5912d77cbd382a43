import { expect, test } from "vitest";
import { isBlockedInBrowsers, pickPort } from "@/scripts/launch/ports";

test("a port that browsers refuse is told from one they open", async () => {
  expect(await isBlockedInBrowsers(4190)).toBe(true);
  expect(await isBlockedInBrowsers(6000)).toBe(true);
  expect(await isBlockedInBrowsers(await pickPort())).toBe(false);
});
