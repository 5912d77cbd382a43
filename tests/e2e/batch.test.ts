import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { buy } from "./pages/checkout";
import { countsInState, launchTen, rowOf } from "./pages/deployments";
import { addKey } from "./pages/keys";
import { openH100 } from "./pages/offers";
import { freshRunpodKey, machinesOf, refuseAct } from "./pages/outside-world";
import { startVisit } from "./pages/visit";

const words = "the host is under maintenance";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function isClean(page: Page): Promise<void> {
  expect(await barriersOf(page)).toEqual([]);
}

async function refuseThree(key: string): Promise<void> {
  const machines = await machinesOf(key);
  for (const { id } of machines.slice(0, 3)) await refuseAct(key, id, words);
}

test("twenty machines are stopped, started and ended at once, three failing and asked again, in two windows and two languages", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const key = freshRunpodKey();
  await haveAccount(page, somebody());
  await addKey(page, key);
  await (await openH100(page)).first().click();
  await launchTen(page, "crew");
  await page.waitForURL(/\/dashboard\/deployments$/);
  await rowOf(page, "crew-1").or(page.locator("tr[data-row]").first()).first().waitFor();

  // Basic sees what Pro would do, and the way there.
  await page.getByLabel("Choose all that the filters show, up to 500").check();
  const bar = page.getByRole("region", { name: "Chosen deployments" });
  await bar.getByText("Acts on many machines at once come with Pro.").waitFor();
  expect(await bar.getByRole("button", { name: /^Stop/ }).isDisabled()).toBe(true);
  await buy(page, { tier: "Pro" });

  await (await openH100(page)).first().click();
  await launchTen(page, "crew");
  await page.waitForURL(/\/dashboard\/deployments$/);
  await countsInState(page, "running", 20);
  const other = await page.context().newPage();
  await other.goto("/dashboard/deployments?q=crew");
  await other.locator("tr[data-row]").nth(19).waitFor();

  await refuseThree(key);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await bar.getByText("1 deployment chosen").waitFor();
  await page.keyboard.press("Escape");
  await page.getByLabel("Choose all that the filters show, up to 500").check();
  await bar.getByText("20 deployments chosen").waitFor();
  await isClean(page);
  await bar.getByRole("button", { name: /^Stop/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Stop 20 deployments?").waitFor();
  await dialog.getByText(/^Saves \$[\d.]+\/h; afterwards they cost \$[\d.]+\/h\.$/).waitFor();
  await dialog.getByText("Work running on 20 machines ends.").waitFor();
  await isClean(page);
  await dialog.getByRole("button", { name: "Stop 20 deployments" }).dblclick();
  await dialog.waitFor({ state: "hidden" });
  const sheet = (window: Page) => window.getByRole("region", { name: "Result of the act on many" });
  await sheet(other).getByText("Stopping 20 deployments").waitFor();
  await sheet(page).getByText("17 done, 3 failed", { exact: true }).waitFor();
  await sheet(other).getByText("17 done, 3 failed", { exact: true }).waitFor();
  expect(await sheet(page).getByText(`RunPod: ${words}`).count()).toBe(3);
  await isClean(page);
  await page.reload();
  await sheet(page).getByRole("button", { name: "Retry 3 failed" }).click();
  await sheet(page).getByText("3 done, 0 failed", { exact: true }).waitFor();
  await countsInState(page, "stopped", 20);
  await sheet(page).getByRole("button", { name: "I have read this" }).click();
  await sheet(other).waitFor({ state: "hidden" });

  // The same machines, in Chinese.
  await page.goto("/zh/dashboard/deployments");
  await refuseThree(key);
  await page.getByLabel("选择筛选出的全部部署（最多 500 个）").check();
  const chosen = page.getByRole("region", { name: "已选部署" });
  await chosen.getByRole("button", { name: /^启动/ }).click();
  await dialog.getByText("启动 20 个部署？").waitFor();
  await dialog.getByRole("button", { name: "启动 20 个部署" }).click();
  const result = page.getByRole("region", { name: "批量操作结果" });
  await result.getByText("完成 17，失败 3", { exact: true }).waitFor();
  await isClean(page);
  await result.getByRole("button", { name: "重试失败的 3 个" }).click();
  await result.getByText("完成 3，失败 0", { exact: true }).waitFor();
  await result.getByRole("button", { name: "我已知晓" }).click();

  await page.getByLabel("选择筛选出的全部部署（最多 500 个）").check();
  await chosen.getByRole("button", { name: /^终止/ }).click();
  const final = dialog.getByRole("button", { name: "终止 20 个部署" });
  expect(await final.isDisabled()).toBe(true);
  await dialog.getByLabel("输入以上内容以确认").fill("终止 20");
  await final.click();
  await result.getByText("完成 20，失败 0", { exact: true }).waitFor();
  await countsInState(page, "terminated", 20);
  expect(complaints).toEqual([]);
  await end();
});
