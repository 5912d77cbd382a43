import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newPublicKey } from "@/tests/factories/ssh-keys";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { buy } from "./pages/checkout";
import { addKey } from "./pages/keys";
import { headSays } from "./pages/machine";
import { ail, freshRunpodKey, machinesOf } from "./pages/outside-world";
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

async function launchWatched(page: Page, name: string): Promise<void> {
  await until("prices of H100", async () => {
    await page.goto("/dashboard/deployments/new");
    const options = await page.getByLabel("GPUs that will do").locator("option").allTextContents();
    return options.includes("H100 SXM") || (await page.getByLabel("Take H100 SXM out").count()) > 0;
  });
  if ((await page.getByLabel("Take H100 SXM out").count()) === 0) {
    await page.getByLabel("GPUs that will do").selectOption({ label: "H100 SXM" });
  }
  await page.getByLabel("At most, $ per hour").fill("9");
  await page.getByLabel(/^Name/).fill(name);
  await page.getByLabel(/^SSH public keys/).fill(newPublicKey("me@laptop"));
  await page.getByLabel(/^HTTP check/).fill("8888/health");
  await page.getByRole("checkbox", { name: "Look inside over SSH" }).check();
  await page.getByRole("button", { name: /^Launch for at most/ }).click();
  await page.getByText("This port is not among the open ports. Add it there.").waitFor();
  await isClean(page);
  await page.getByLabel(/^Open ports/).fill("8888");
  await page.getByText(/^1x H100 SXM at RunPod.*Never above \$9\.00\/h\.$/).waitFor();
  // Half of the machines of the community have no address of their own, only the provider's gate.
  const offers = page.getByRole("list", { name: "Offers in the order they are tried" });
  await offers.getByRole("listitem").first().getByText("community").waitFor();
  await offers.getByRole("button", { name: "Leave out" }).first().click();
  await page.getByText(/^1x H100 SXM at RunPod [A-Z].*Never above \$9\.00\/h\.$/).waitFor();
  await page.getByRole("button", { name: /^Launch for at most/ }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  await headSays(page, "running");
}

const card = (page: Page, title: string) =>
  page.locator("section", { has: page.getByRole("heading", { name: title, exact: true }) });

test("a machine is looked into, falls idle and ill, and is seen among all on one screen", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const key = freshRunpodKey();
  const name = "watched";
  await haveAccount(page, somebody());
  await page.goto("/dashboard/monitoring");
  await page.getByText(/^One screen for all machines of all providers/).waitFor();
  await page.getByRole("link", { name: "Move up to Pro" }).waitFor();
  await isClean(page);

  await buy(page, { tier: "Pro" });
  await addKey(page, key);
  await page.goto("/dashboard/monitoring");
  await page.getByText("No machine to watch yet").waitFor();
  await isClean(page);

  await launchWatched(page, name);
  await card(page, "Checks").getByText("8888/health").waitFor();
  await card(page, "Checks").getByText("GPUs fine").waitFor();
  await card(page, "Checks")
    .getByText(/^SHA256:/)
    .waitFor();
  await card(page, "Idle rule").getByRole("button", { name: "Change" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("A machine that does nothing").selectOption("is stopped, and told about");
  await dialog.getByLabel("After").selectOption("2 hours");
  await isClean(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await card(page, "Idle rule").getByText("Its own: it is stopped after 2 hours.").waitFor();
  await isClean(page);

  await page.goto("/dashboard/monitoring");
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
  await row.getByText("well", { exact: true }).waitFor();
  await row.getByText("87 %", { exact: true }).waitFor();
  await row.getByText("64 °C", { exact: true }).waitFor();
  await row.getByRole("img", { name: /^GPU use in the last hour/ }).waitFor();
  await isClean(page);
  await page.getByRole("button", { name: "GPU use" }).click();
  expect(new URL(page.url()).search).toBe("?sort=use");

  const [machine] = await machinesOf(key);
  await ail("runpod", machine?.id ?? "", { gpuPercent: 0 });
  await row.getByText(/^idle /).waitFor();
  await ail("runpod", machine?.id ?? "", { gpusLost: 1 });
  await row.getByText(/not well/).waitFor();
  await row.getByText(/a GPU is lost/).waitFor();

  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByLabel("A machine that does nothing").selectOption("is told about");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.getByText(/^You are told once GPUs were used less than 5 % for 4 hours/).waitFor();
  expect(complaints).toEqual([]);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/zh/dashboard/monitoring");
  await page.getByRole("link", { name, exact: true }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await isClean(page);
  expect(complaints).toEqual([]);
  await end();
});
