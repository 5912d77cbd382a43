import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { buy } from "./pages/checkout";
import { addKey } from "./pages/keys";
import { doAndConfirm, headSays } from "./pages/machine";
import { openH100 } from "./pages/offers";
import { freshRunpodKey, killMachine, machinesOf, mailTo } from "./pages/outside-world";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Nothing keeps anybody from using the page, on a phone and on a desk, by day and by night. */
async function fits(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await barriersOf(page)).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect({ width, wider }).toEqual({ width, wider: 0 });
    }
  }
}

/** What a link gives to save. */
async function saved(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  return readFileSync(await (await download).path(), "utf8");
}

test("a machine is lost, somebody is on it and notes what they found, and it is over with the machine", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const person = somebody();
  const key = freshRunpodKey();
  await haveAccount(page, person);
  await page.goto("/dashboard/incidents");
  await page.getByText("No incidents", { exact: true }).waitFor();
  await fits(page);
  await buy(page, { tier: "Pro" });
  await addKey(page, key);
  await (await openH100(page)).first().click();
  await page.getByLabel(/^Name/).fill("night run");
  await page.getByRole("button", { name: /^Launch for/ }).click();
  await headSays(page, "running");

  const [machine] = await machinesOf(key);
  await killMachine(machine?.id ?? "");
  const { text } = await mailTo(person.email, /night run/);
  const link = text.match(/https?:\/\/\S+\/dashboard\/incidents\/inc_\w+/)?.[0] ?? "";
  await page.goto(new URL(link).pathname);
  const title = "night run: the provider does not have it any more";
  await page.getByRole("heading", { name: title }).waitFor();
  await page.getByText("Told: the machine died").waitFor();
  await page
    .getByText(/· Mail · (sent|on its way|being sent)/)
    .first()
    .waitFor();
  await fits(page);

  await page.getByRole("button", { name: "I am on it" }).click();
  await page
    .getByText(/ is on it$/)
    .first()
    .waitFor();
  expect(await page.getByRole("button", { name: "I am on it" }).count()).toBe(0);
  await page.getByLabel("What you found out").fill("<b>Host</b> was taken away.\nAsked RunPod.");
  await page.getByRole("button", { name: "Add note" }).click();
  await page.getByText("The note stands in the story.").waitFor();
  await page.getByRole("listitem").filter({ hasText: "<b>Host</b> was taken away." }).waitFor();
  expect(await page.getByLabel("What you found out").inputValue()).toBe("");

  expect(JSON.parse(await saved(page, "Save as JSON"))).toMatchObject({
    fault: "gone",
    machines: 1,
  });
  expect(await saved(page, "Save as Markdown")).toContain(`# ${title}`);

  await page.getByRole("link", { name: "night run", exact: true }).first().click();
  await headSays(page, "lost");
  await page.getByText("Part of an incident").waitFor();
  await doAndConfirm(page, "Terminate", "night run");
  await headSays(page, "terminated");
  await page.getByRole("link", { name: "All its incidents" }).click();
  await page.getByRole("button", { name: "Show those of all machines" }).waitFor();
  const row = page.getByRole("listitem").filter({ hasText: title });
  await row.getByText("over", { exact: true }).waitFor();
  await page.getByLabel("State").selectOption("open");
  await page.getByText("No incident is like this").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  await row.waitFor();
  const file = await saved(page, "Save as CSV");
  expect(file).toContain("seconds_to_recover");
  expect(file.trim().split("\r\n")).toHaveLength(2);
  await fits(page);

  await page.goto("/zh/dashboard/incidents");
  await page.getByRole("heading", { name: "故障", exact: true }).waitFor();
  await page.getByText("night run：供应商处已没有这台实例").click();
  await page.getByRole("heading", { name: "各阶段用时" }).waitFor();
  await page.getByText("故障结束").waitFor();
  await page.goto("/dashboard/incidents/inc_unknown");
  await page.getByText("There is no such incident").waitFor();
  expect(complaints.filter((complaint) => !complaint.includes("404"))).toEqual([]);
  await end();
});
