import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { buy } from "./pages/checkout";
import { moveClockOn } from "./pages/clock";
import { launchAtVast, partOf } from "./pages/machine";
import { ail, freshKey, heal, machinesOf, mailTo, subjectsTo } from "./pages/outside-world";
import { startVisit } from "./pages/visit";

const NAME = "unsteady";
const HOUR_MS = 3_600_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("a service that comes and goes is told of once, left alone, and watched until it has calmed down", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const key = freshKey("vastai");
  const person = somebody();
  await haveAccount(page, person);
  await buy(page, { tier: "Pro" });
  await launchAtVast(page, { name: NAME, key });
  const checks = partOf(page, "Checks");
  await checks.getByRole("button", { name: "Change" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^HTTP check/).fill("8888/health");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "hidden" });

  const health = partOf(page, "Health");
  const fine = () => health.getByText("fine", { exact: true }).waitFor();
  const unwell = () => health.getByText(/^not well: its service/).waitFor();
  await fine();
  const [machine] = await machinesOf(key, "vastai");
  const id = machine?.id ?? "";
  for (let turn = 0; turn < 2; turn += 1) {
    await ail("vastai", id, { service: "down" });
    await unwell();
    await heal("vastai", id);
    await fine();
  }
  await health.getByText("well and unwell in turns").first().waitFor();
  await mailTo(person.email, /^unsteady is well and unwell in turns/);
  const saying = async (words: string) =>
    (await subjectsTo(person.email)).filter((subject) => subject === `${NAME} ${words}`).length;
  const told = await saying("is not well");
  await ail("vastai", id, { service: "down" });
  await unwell();
  await heal("vastai", id);
  await fine();
  expect(await saying("is not well")).toBe(told);
  expect(await saying("is well and unwell in turns")).toBe(1);

  await moveClockOn(3 * HOUR_MS);
  await health.getByText("calmed down").first().waitFor();
  expect(complaints).toEqual([]);
  await end();
});
