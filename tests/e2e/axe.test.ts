import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { typeKey } from "./pages/machine";
import { freshRunpodKey } from "./pages/outside-world";
import { until } from "./pages/until";
import { startVisit } from "./pages/visit";

const publicPages = ["/", "/gpus", "/gpus/h100-sxm", "/sources", "/no-such-page"];
const authPages = [
  "/sign-in",
  "/sign-up?returnTo=/dashboard/deployments/new?offer=x",
  "/verify?token=cut",
  "/reset-password",
  "/reset-password?token=cut",
];
const consolePages = [
  "/dashboard",
  "/dashboard/keys",
  "/dashboard/deployments",
  "/dashboard/deployments/dep_not_ours",
  "/dashboard/deployments/new",
  "/settings/security",
];
const looks = (["en", "zh"] as const).flatMap((locale) =>
  (["light", "dark"] as const).map((theme) => ({ locale, theme })),
);

let browser: Browser;
let session: Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;
let machinePages: string[];

beforeAll(async () => {
  browser = await openBrowser();
  const { page, end } = await startVisit(browser);
  await haveAccount(page, somebody());
  machinePages = await launchOne(page);
  session = await page.context().storageState();
  await end();
});
afterAll(() => browser.close());

describe.each(looks)("in $locale, $theme", ({ locale, theme }) => {
  test.each([390, 1440])("no page has a barrier at %i pixels", async (width) => {
    const options = { viewport: { width, height: 900 }, colorScheme: theme, storageState: session };
    const { page, complaints, end } = await startVisit(browser, options);
    const found: string[] = [];
    for (const path of [...publicPages, ...authPages, ...consolePages, ...machinePages]) {
      await page.goto(locale === "zh" ? `/zh${path === "/" ? "" : path}` : path);
      await isAtRest(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      found.push(
        ...violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.target.join(" ")}`),
      );
      expect(await page.locator("html").getAttribute("lang")).toBe(
        locale === "zh" ? "zh-CN" : "en",
      );
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
    }
    expect(found).toEqual([]);
    expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
    await end();
  });
});

/** A machine of one's own, so that its page and the launch page have something to show. */
async function launchOne(page: Page): Promise<string[]> {
  await until("prices of RunPod", async () => {
    await page.goto("/gpus/h100-sxm");
    return (await page.getByRole("link", { name: /^Launch at RunPod/ }).count()) > 0;
  });
  await page
    .getByRole("link", { name: /^Launch at RunPod/ })
    .first()
    .click();
  await page.getByRole("heading", { name: "Plan" }).waitFor();
  const launch = new URL(page.url());
  await page.getByRole("button", { name: "Add a RunPod key" }).click();
  await typeKey(page, freshRunpodKey());
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: /^Launch for/ }).click();
  await page.waitForURL(/\/deployments\/dep_/);
  return [`${launch.pathname}${launch.search}`, new URL(page.url()).pathname];
}

/** Loaded, and nothing grey left where data are on their way. */
async function isAtRest(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.locator("main .animate-pulse.bg-hover").first().waitFor({ state: "detached" });
}
