import type { Locator, Page } from "playwright";
import { until } from "./until";

/** The ways to launch at RunPod on a GPU's page, however dear its offers are among all. */
export async function runpodLaunches(page: Page): Promise<Locator> {
  await until("a way to launch at RunPod", () => sells(page, "RunPod"));
  return linksOf(page, "RunPod");
}

/** The same on the page of H100 SXM, opened anew until RunPod's prices stand there. */
export function openH100(page: Page): Promise<Locator> {
  return openOffers(page, { gpu: "h100-sxm", provider: "RunPod" });
}

/** The ways to launch a GPU at a provider, its page opened anew until they stand there. */
export async function openOffers(
  page: Page,
  { gpu, provider }: { readonly gpu: string; readonly provider: string },
): Promise<Locator> {
  await until(`prices of ${provider}`, async () => {
    await page.goto(`/gpus/${gpu}`);
    return sells(page, provider);
  });
  return linksOf(page, provider);
}

const linksOf = (page: Page, provider: string) =>
  page.getByRole("link", { name: `Launch at ${provider}` });

/** The cheapest come first, and those of others stand in front of a provider's. */
async function sells(page: Page, provider: string): Promise<boolean> {
  const isThere = async () => (await linksOf(page, provider).count()) > 0;
  if (await isThere()) return true;
  const all = page.getByRole("button", { name: /^Show all/ }).first();
  if ((await all.count()) > 0) await all.click();
  return isThere();
}
