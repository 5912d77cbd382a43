import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { buy } from "./pages/checkout";
import { addKey } from "./pages/keys";
import { doAndConfirm, headSays } from "./pages/machine";
import { freshRunpodKey, mailTo } from "./pages/outside-world";
import { haveNoCapacityOnce, makeMachine, namesOf } from "./pages/runpod-account";
import { until } from "./pages/until";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function isClean(page: Page): Promise<void> {
  expect(await barriersOf(page)).toEqual([]);
}

test("the cheapest that fits falls back to the second offer, its lease is moved, and strays are decided on", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const person = somebody();
  const key = freshRunpodKey();
  const name = "night run";
  await haveAccount(page, person);
  await buy(page, { tier: "Pro" });
  await addKey(page, key);

  await until("prices of H100", async () => {
    await page.goto("/dashboard/deployments/new");
    const options = await page.getByLabel("GPUs that will do").locator("option").allTextContents();
    return options.includes("H100 SXM") || (await page.getByLabel("Take H100 SXM out").count()) > 0;
  });
  if ((await page.getByLabel("Take H100 SXM out").count()) === 0) {
    await page.getByLabel("GPUs that will do").selectOption({ label: "H100 SXM" });
  }
  const offers = page.getByRole("list", { name: "Offers in the order they are tried" });
  await offers.getByRole("listitem").first().waitFor();
  await page.getByLabel("At most, $ per hour").fill("9");
  await offers.getByRole("listitem").nth(1).waitFor();
  await page.getByText(/^1x H100 SXM at RunPod.*Never above \$9\.00\/h\.$/).waitFor();
  await page.getByText(/offers? left out, and why$/).click();
  await page.getByText("cannot be launched from here.").first().waitFor();
  await isClean(page);

  await haveNoCapacityOnce(key);
  await page.getByLabel(/^Name/).fill(name);
  await page.getByRole("button", { name: /^Launch for at most/ }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  await headSays(page, "running");
  const tried = page.locator("section", {
    has: page.getByRole("heading", { name: "Offers tried" }),
  });
  await tried.getByRole("listitem").nth(0).getByText("refused", { exact: true }).waitFor();
  await tried
    .getByRole("listitem")
    .nth(0)
    .getByText(/none free right now/)
    .waitFor();
  await tried.getByRole("listitem").nth(1).getByText("made here", { exact: true }).waitFor();
  await page.getByText(/^ssh .+@/).waitFor();
  await page.getByText(/^Price receipt: quoted/).waitFor();
  await page.getByText("All three agree.").waitFor();

  await page.getByRole("button", { name: "Set an end" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Hours from now").fill("0.2");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText(/^Stops .+ UTC/).waitFor();
  await mailTo(person.email, new RegExp(`${name} ends soon`));
  await page.getByRole("button", { name: "Extend or change" }).click();
  await dialog.getByLabel("Hours from now").fill("30");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByText(/(29|30) h left|1 d left/).waitFor();
  await isClean(page);
  const own = page.url();

  const [made = ""] = await namesOf(key);
  const prefix = made.split("-").slice(0, 2).join("-");
  const strays = [`${prefix}-restoredback-create-1`, `${prefix}-restoredback-create-2`];
  for (const stray of strays) await makeMachine(key, stray);
  await page.goto("/dashboard/deployments");
  const row = (stray: string) => page.getByRole("listitem").filter({ hasText: stray });
  for (const stray of strays) await row(stray).waitFor();
  await isClean(page);
  await row(strays[0] ?? "")
    .getByRole("button", { name: "Adopt" })
    .click();
  await page.getByRole("heading", { name: strays[0], exact: true }).waitFor();
  await headSays(page, "running");

  await page.goto("/dashboard/deployments");
  await row(strays[1] ?? "")
    .getByRole("button", { name: "Terminate" })
    .click();
  await dialog.getByLabel("Type its name to confirm").fill(strays[1] ?? "");
  await dialog.getByRole("button", { name: /^Terminate/ }).click();
  await page.waitForURL(/\/deployments\/dep_/);
  await headSays(page, "terminated");

  await page.goto(own);
  await doAndConfirm(page, "Terminate", name);
  await headSays(page, "terminated");
  expect(complaints).toEqual([]);
  await end();
});
