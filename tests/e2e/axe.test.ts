import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { languageTags } from "@/lib/i18n/locales";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { typeKey } from "./pages/machine";
import { openH100 } from "./pages/offers";
import { freshRunpodKey } from "./pages/outside-world";
import { startVisit } from "./pages/visit";

const publicPages = [
  ...["/", "/gpus", "/gpus/h100-sxm", "/gpus/no-such-gpu", "/sources", "/no-such-page"],
  ...["/pricing", "/terms", "/privacy", "/contact"],
  ...["/compare", "/compare/b200-vs-h100-sxm", "/providers", "/providers/runpod", "/specs"],
];
const authPages = [
  "/sign-in",
  "/sign-up?returnTo=/dashboard/deployments/new?offer=x",
  "/verify?token=cut",
  "/reset-password",
  "/reset-password?token=cut",
  "/alert?token=cut",
  "/unsubscribe?token=cut",
  "/accept-invite?token=cut",
  "/change-email?token=cut",
  "/second-step?step=over",
];
const consolePages = [
  "/dashboard",
  "/dashboard/keys",
  "/dashboard/deployments",
  "/dashboard/deployments/dep_not_ours",
  "/dashboard/deployments/new",
  "/dashboard/incidents",
  "/dashboard/incidents/inc_not_ours",
  "/dashboard/monitoring",
  "/dashboard/templates",
  "/settings/ssh-keys",
  "/settings/notifications",
  "/dashboard/volumes",
  "/dashboard/costs",
  "/dashboard/alerts",
  "/settings/profile",
  "/settings/security",
  "/settings/subscription",
  "/settings/team",
];
/** Every language in every theme, at the width of a phone or of a desk. */
const languages = [
  {
    locale: "en",
    looks: [
      { theme: "light", width: 1440 },
      { theme: "dark", width: 390 },
    ],
  },
  {
    locale: "zh",
    looks: [
      { theme: "light", width: 390 },
      { theme: "dark", width: 1440 },
    ],
  },
] as const;

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

/** In parts, so that none of them is long on a busy machine. */
const parts = {
  public: () => publicPages,
  account: () => authPages,
  console: () => consolePages,
  machine: () => machinePages,
} as const;
const walks = languages.flatMap((language) =>
  Object.entries(parts).map(([part, paths]) => ({ ...language, part, paths })),
);

test.each(walks)(
  "no $part page has a barrier in $locale, in either theme, wide or narrow",
  async ({ locale, looks, paths }) => {
    const { page, complaints, end } = await startVisit(browser, { storageState: session });
    const found: string[] = [];
    for (const path of paths()) {
      await page.goto(locale === "zh" ? `/zh${path === "/" ? "" : path}` : path);
      for (const { theme, width } of looks) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: theme });
        await page.locator(`html.${theme}`).waitFor();
        await isAtRest(page);
        const place = `${path} (${theme}, ${width})`;
        found.push(...(await barriersOf(page)).map((barrier) => `${place} ${barrier}`));
        if (await isTooWide(page)) found.push(`${place} is wider than the screen`);
      }
      const language = await page.locator("html").getAttribute("lang");
      if (language !== languageTags[locale]) found.push(`${path} is in ${language}`);
    }
    expect(found).toEqual([]);
    expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
    await end();
  },
);

function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}

/** A machine of one's own, so that its page and the launch page have something to show. */
async function launchOne(page: Page): Promise<string[]> {
  await (await openH100(page)).first().click();
  await page.getByRole("heading", { name: "Plan" }).waitFor();
  const launch = new URL(page.url());
  await page.getByRole("button", { name: "Add a RunPod key" }).click();
  await typeKey(page, freshRunpodKey());
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: /^Launch for/ }).click();
  await page.waitForURL(/\/deployments\/dep_/);
  return [`${launch.pathname}${launch.search}`, new URL(page.url()).pathname];
}

/** Nothing grey left where data are on their way; what waits to be seen is looked at. */
async function isAtRest(page: Page): Promise<void> {
  const grey = page.locator("main .animate-pulse.bg-hover").first();
  if ((await grey.count()) === 0) return;
  await grey.scrollIntoViewIfNeeded({ timeout: 2_000 }).catch(() => null);
  await grey.waitFor({ state: "detached" });
  await page.evaluate(() => window.scrollTo(0, 0));
}
