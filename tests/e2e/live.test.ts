import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { here } from "@/tests/setup/here";
import { haveAccount, signUp, somebody } from "./pages/account";
import { linkIn, mailTo } from "./pages/outside-world";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const paths = [
  "deployments",
  "deployments/dep_of_somebody",
  "deployments/dep_of_somebody/history",
  "deployments?limit=1",
  "deployments/facets",
  "batches",
  "saved-views",
  "keys",
  "launch?offer=off_any",
  "strays",
  "launch/best?models=h100-sxm",
  "monitoring",
  "monitoring/sums",
];

test.each(paths)("without a session /api/live/%s tells nothing", async (path) => {
  const response = await fetch(new URL(`/api/live/${path}`, here().address));
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

test("a link opened in another browser asks for the password chosen at the sign-up", async () => {
  const { page, end } = await startVisit(browser);
  const person = somebody();
  await page.goto("/sign-up");
  await signUp(page, person);
  const { text } = await mailTo(person.email, /confirm|verify/i);
  const other = await startVisit(browser);
  await other.page.goto(linkIn(text, "/verify"));
  await other.page.getByText(person.email).waitFor();
  await other.page.getByLabel("Password chosen at sign-up").fill("a stranger's guess");
  await other.page.getByRole("button", { name: "Confirm and continue" }).click();
  await other.page.getByText("This is not the password chosen at that sign-up.").waitFor();
  await other.page.getByLabel("Password chosen at sign-up").fill(person.password);
  await other.page.getByRole("button", { name: "Confirm and continue" }).click();
  await other.page.getByRole("heading", { name: "Overview" }).waitFor();
  await Promise.all([end(), other.end()]);
});
