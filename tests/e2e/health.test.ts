import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { launchAtVast, partOf } from "./pages/machine";
import { ail, freshKey, heal, machinesOf } from "./pages/outside-world";
import { startVisit } from "./pages/visit";

const NAME = "watched";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("a machine whose power goes is found out, its page says what was seen, and it recovers", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const key = freshKey("vastai");
  await haveAccount(page, somebody());
  await launchAtVast(page, { name: NAME, key });

  const health = partOf(page, "Health");
  await health.getByText("fine", { exact: true }).waitFor();
  await health.getByText("connected").waitFor();
  await health.getByText("Nothing has been wrong with it so far.").waitFor();
  expect(await barriersOf(page)).toEqual([]);

  await page.getByRole("button", { name: "Show how" }).click();
  await page.getByRole("region", { name: "Heartbeat script" }).getByText("#!/bin/sh").waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Hide" }).click();

  const [machine] = await machinesOf(key, "vastai");
  const id = machine?.id ?? "";
  await ail("vastai", id, { power: "cut" });
  await health.getByText("not well: nothing answers over the network").waitFor();
  await health.getByText("Network: no answer in time").waitFor();
  await health.getByText("What helps first: a restart of the machine.").first().waitFor();
  await page.getByRole("figure", { name: "Checks over time" }).waitFor();
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await page.getByRole("table", { name: "Checks over time" }).waitFor();
  expect(await barriersOf(page)).toEqual([]);

  await heal("vastai", id);
  await health.getByText("fine", { exact: true }).waitFor();
  await health.getByText("well again").waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  expect(complaints).toEqual([]);
  await end();
});
