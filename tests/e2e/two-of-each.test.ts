import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pickPort } from "@/scripts/launch/ports";
import { openBrowser } from "@/tests/setup/browser";
import { here } from "@/tests/setup/here";
import { startWeb, startWorker } from "@/tests/setup/processes";
import { haveAccount, somebody } from "./pages/account";
import { doAndConfirm, headSays, typeKey } from "./pages/machine";
import { openH100 } from "./pages/offers";
import { billOf, freshRunpodKey } from "./pages/outside-world";
import { until } from "./pages/until";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("two web and two worker processes on one database are one product", async () => {
  const port = await pickPort();
  const otherAddress = `http://localhost:${port}`;
  const env = { ...here().settings, PORT: String(port), NEXT_DIST_DIR: ".next-test" };
  await Promise.all([startWeb({ env }), startWorker({ env })]);
  const { page, end } = await startVisit(browser);
  const key = freshRunpodKey();
  await haveAccount(page, somebody());

  await (await openH100(page)).first().click();
  await page.getByRole("button", { name: "Add a RunPod key" }).click();
  await typeKey(page, key);
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByLabel(/^Name/).fill("seen from two sides");
  await page.getByRole("button", { name: /^Launch for/ }).click();
  await page.getByRole("heading", { name: "seen from two sides" }).waitFor();
  const path = new URL(page.url()).pathname;

  // Cookies know no ports: the other web process meets the same browser.
  await page.goto(`${otherAddress}${path}`);
  await headSays(page, "running");
  await doAndConfirm(page, "Terminate", "seen from two sides");
  await headSays(page, "terminated");
  expect(await billOf(key)).toMatchObject({ maxConcurrent: 1 });

  await page.getByRole("button", { name: "Sign out" }).first().click();
  await until("the other web process to know of the sign-out", async () => {
    const response = await page.request.get(`${here().address}/api/live/deployments`);
    return response.status() === 401;
  });
  await end();
});
