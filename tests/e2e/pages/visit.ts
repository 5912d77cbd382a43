import type { Browser, BrowserContextOptions, Page } from "playwright";
import { here } from "@/tests/setup/here";
import { hangs } from "@/tests/setup/limits";

export interface Visit {
  readonly page: Page;
  /** What the browser complained about: errors of scripts, and of its console. */
  readonly complaints: string[];
  readonly end: () => Promise<void>;
}

/** A browser of its own, without cookies, on the running ComputeHub. */
export async function startVisit(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: here().address,
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(hangs.waitMs);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.exposeFunction("noteBreach", (what: string) => complaints.push(what));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      Reflect.get(window, "noteBreach")(`policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  return { page, complaints, end: () => context.close() };
}
