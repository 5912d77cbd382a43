import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { buy } from "./pages/checkout";
import { moveClockOn } from "./pages/clock";
import { launchAtVast, partOf } from "./pages/machine";
import { ail, billOf, freshKey, heal, machinesOf, mailTo } from "./pages/outside-world";
import { startVisit } from "./pages/visit";

const NAME = "night run";
const HOUR_MS = 3_600_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("a policy is rehearsed, switched on, and a repair is watched as it happens", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const key = freshKey("vastai");
  const person = somebody();
  await haveAccount(page, person);
  await buy(page, { tier: "Pro" });
  await launchAtVast(page, { name: NAME, key });
  const health = partOf(page, "Health");
  const repair = partOf(page, "Automatic repair");
  await health.getByText("fine", { exact: true }).waitFor();
  await repair.getByText("Off. When this machine is not well").waitFor();

  // A night without repair: it is unwell until somebody looks.
  const [machine] = await machinesOf(key, "vastai");
  const id = machine?.id ?? "";
  await ail("vastai", id, { power: "cut" });
  await repair.getByText("Automatic repair is off for this machine.").waitFor();
  await health.getByText(/^not well: /).waitFor();
  await heal("vastai", id);
  await health.getByText("fine", { exact: true }).waitFor();
  // Later, so that the next trouble is one of its own and not the same come back.
  await moveClockOn(2 * HOUR_MS);

  await repair.getByRole("button", { name: "Set up" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What is on the machine's disk").selectOption("ephemeral");
  await dialog.getByLabel("A replacement costs at most, an hour").fill("lots");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByRole("alert").first().waitFor();
  await dialog.getByLabel("A replacement costs at most, an hour").fill("");
  await dialog.getByRole("button", { name: "Rehearse" }).click();
  const rehearsed = dialog.getByRole("listitem").filter({ hasText: "nothing answers" });
  await rehearsed.getByText("Restart the machine").waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "hidden" });
  await repair.getByText("May: restarting it, then making it anew in the same region.").waitFor();

  await ail("vastai", id, { power: "cut", until: "restarted" });
  await repair.getByText("under way").first().waitFor();
  await repair.getByText("Restart the machine").first().waitFor();
  await repair.getByText("repaired", { exact: true }).waitFor();
  await repair.getByText("· helped").waitFor();
  await health.getByText("fine", { exact: true }).waitFor();
  const { text } = await mailTo(person.email, /was repaired/);
  expect(text).toContain("What helped: restarting it.");
  expect((await billOf(key, "vastai")).machines).toHaveLength(1);

  await repair.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Pause" }).click();
  await repair.getByText(/^Paused until/).waitFor();
  await repair.getByRole("button", { name: "Go on" }).click();
  await repair.getByRole("button", { name: "Pause" }).waitFor();
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await barriersOf(page)).toEqual([]);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBe(0);
  }
  expect(complaints).toEqual([]);
  await end();
});
