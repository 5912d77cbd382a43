import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const paths = ["deployments", "deployments/dep_of_somebody", "keys", "launch?offer=off_any"];

test.each(paths)("without a session /api/live/%s tells nothing", async (path) => {
  const response = await fetch(new URL(`/api/live/${path}`, inject("appUrl")));
  expect(response.status).toBe(401);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({ code: "unauthenticated" });
});

test("a cookie copied before signing out is dead after it, and a foreign id does not exist", async () => {
  const { page, end } = await startVisit(browser);
  await haveAccount(page, somebody());
  expect((await page.request.get("/api/live/deployments/dep_of_somebody")).status()).toBe(404);
  const copied = await page.context().storageState();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  const thief = await startVisit(browser, { storageState: copied });
  expect((await thief.page.request.get("/api/live/deployments")).status()).toBe(401);
  await thief.page.goto("/dashboard/keys");
  await thief.page.waitForURL(/\/sign-in\?returnTo=%2Fdashboard%2Fkeys$/);
  await Promise.all([end(), thief.end()]);
});
