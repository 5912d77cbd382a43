import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { breakProvider, mendProvider } from "./pages/outside-world";
import { until } from "./pages/until";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("a sentence becomes filters, and the address of the list is the list", async () => {
  const { page, complaints, end } = await startVisit(browser);
  await page.goto("/");
  await page.getByLabel("Search GPU prices").fill("RTX 4090 under $0.5");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByText("at most $0.5").waitFor();
  await page.getByRole("list", { name: "Offers" }).getByRole("listitem").first().waitFor();
  await page.getByRole("checkbox", { name: /^community/ }).check();
  await until("the filter to be in the address", async () => page.url().includes("tier=community"));
  const list = page.getByRole("list", { name: "Offers" });
  await until("only community offers", async () =>
    (await list.getByRole("listitem").allInnerTexts()).every((text) => /community/.test(text)),
  );
  const first = withoutAge(await list.getByRole("listitem").first().textContent());

  const friend = await startVisit(browser);
  await friend.page.goto(page.url());
  const theirs = friend.page.getByRole("list", { name: "Offers" }).getByRole("listitem").first();
  await theirs.waitFor();
  expect(withoutAge(await theirs.textContent())).toBe(first);

  const csv = await friend.page.getByRole("link", { name: "CSV" }).getAttribute("href");
  const file = await friend.page.request.get(csv ?? "");
  const [head, ...rows] = (await file.text()).trim().split("\r\n");
  expect(head).toContain("usd_per_gpu_hour");
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row.includes("RTX 4090"))).toBe(true);

  await page.getByLabel("Search offers").fill("quantum 9000");
  await page.getByLabel("Search offers").press("Enter");
  await page.getByText(/no GPU or provider of that name: “quantum 9000”/).waitFor();
  await page.getByRole("button", { name: /^Without the words/ }).click();
  await page.getByText("at most $0.5").waitFor();
  expect(complaints).toEqual([]);
  await Promise.all([end(), friend.end()]);
});

/** An offer's row up to its price: the age behind it goes on. */
function withoutAge(text: string | null): string {
  return (text ?? "").replace(/\$.*/, "");
}

test("a source that fails says so and keeps its prices, and heals by itself", async () => {
  const { page, end } = await startVisit(browser);
  const says = (state: RegExp) =>
    until(`CloudRift to be ${state}`, async () => {
      await page.goto("/sources");
      return state.test((await page.getByRole("row", { name: /^CloudRift/ }).textContent()) ?? "");
    });
  await says(/live/);
  await breakProvider("cloudrift");
  await says(/failed/);
  const kept = await page.request.get("/api/v1/prices?provider=cloudrift");
  expect((await kept.json()).total).toBeGreaterThan(0);
  await mendProvider("cloudrift");
  await says(/live/);
  await end();
});
