import type { Locator, Page } from "playwright";
import { until } from "./until";

/** The ways to launch at RunPod on a GPU's page, however dear its offers are among all. */
export async function runpodLaunches(page: Page): Promise<Locator> {
  await until("a way to launch at RunPod", () => hasRunpod(page));
  return linksOf(page);
}

/** The same on the page of H100 SXM, opened anew until RunPod's prices stand there. */
export async function openH100(page: Page): Promise<Locator> {
  await until("prices of RunPod", async () => {
    await page.goto("/gpus/h100-sxm");
    return hasRunpod(page);
  });
  return linksOf(page);
}

const linksOf = (page: Page) => page.getByRole("link", { name: /^Launch at RunPod/ });

/** The cheapest come first, and those of others stand in front of RunPod's. */
async function hasRunpod(page: Page): Promise<boolean> {
  const isThere = async () => (await linksOf(page).count()) > 0;
  if (await isThere()) return true;
  const all = page.getByRole("button", { name: /^Show all/ }).first();
  if ((await all.count()) > 0) await all.click();
  return isThere();
}
