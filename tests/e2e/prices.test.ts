import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { providerMetas } from "@/lib/providers/meta";
import { openBrowser } from "@/tests/setup/browser";
import { here } from "@/tests/setup/here";
import { until } from "./pages/until";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** The page of a GPU that RunPod has on sale. */
async function openSold(page: Page, path: string): Promise<void> {
  await until("prices of RunPod", async () => {
    await page.goto(path);
    return (await page.getByRole("link", { name: /^To RunPod’s own site/ }).count()) > 0;
  });
}

test("a visitor puts two GPUs side by side, adds a third and takes one away", async () => {
  const { page, complaints, end } = await startVisit(browser);
  await openSold(page, "/gpus/h100-sxm");
  await page.getByRole("main").getByRole("link", { name: "Compare" }).click();
  await page.getByRole("heading", { name: "A100 80GB vs H100 SXM" }).waitFor();
  const prices = page.getByRole("row", { name: /^Lowest on demand/ });
  expect(await prices.getByText("best").count()).toBe(1);
  expect(await prices.getByText(/^\$\d/).count()).toBe(2);

  await page.getByLabel("One more GPU").selectOption("rtx-4090");
  await page.getByRole("button", { name: "Add" }).click();
  await page.waitForURL(/\/compare\/a100-80gb-vs-h100-sxm-vs-rtx-4090$/);
  const alike = page.getByRole("row", { name: /^Vendor/ });
  await alike.waitFor();
  await page.getByLabel("Only what differs").check();
  await alike.waitFor({ state: "hidden" });

  await page.getByRole("link", { name: "Remove A100 80GB from the comparison" }).click();
  await page.getByRole("heading", { name: "H100 SXM vs RTX 4090" }).waitFor();
  await page.goto("/zh/compare/rtx-4090-vs-h100-sxm");
  expect(new URL(page.url()).pathname).toBe("/zh/compare/h100-sxm-vs-rtx-4090");
  expect(complaints).toEqual([]);
  await end();
});

test("the tables are there without a script", async () => {
  const { page, end } = await startVisit(browser, { javaScriptEnabled: false });
  await openSold(page, "/gpus/h100-sxm");
  await page
    .getByRole("row", { name: /RunPod/ })
    .first()
    .waitFor();
  await page.getByRole("heading", { name: "True monthly cost" }).waitFor();
  await page.goto("/compare");
  await page.getByLabel("GPU 1").selectOption("h200");
  await page.getByLabel("GPU 3").selectOption("b200");
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("row", { name: /^Memory 180 GB best 141 GB/ }).waitFor();
  await end();
});

test("a visitor follows a price to the provider's own page", async () => {
  const { page, end } = await startVisit(browser);
  const ours = new URL(here().address).host;
  const outside: string[] = [];
  const context = page.context();
  await context.route(
    (url) => url.host !== ours,
    (route) => {
      outside.push(route.request().url());
      return route.fulfill({ contentType: "text/html", body: "<h1>outside</h1>" });
    },
  );
  // A redirect cannot be caught on its way out, so the step is taken for the browser.
  await context.route(/\/go\/off_/, async (route) => {
    const { location = "" } = (await route.fetch({ maxRedirects: 0 })).headers();
    const body = `<meta http-equiv="refresh" content="0;url=${location}">`;
    return route.fulfill({ contentType: "text/html", body });
  });
  await openSold(page, "/gpus/h100-sxm");
  const link = page.getByRole("link", { name: /^To RunPod’s own site/ }).first();
  expect(await link.getAttribute("rel")).toBe("nofollow noopener");
  const [tab] = await Promise.all([page.waitForEvent("popup"), link.click()]);
  await tab.getByRole("heading", { name: "outside" }).waitFor();
  const runpod = providerMetas.find(({ id }) => id === "runpod");
  expect(outside).toEqual([runpod?.rentUrl]);

  await page.goto("/go/off_of_yesterday");
  await page.getByText("The offer you followed is not sold any more.").waitFor();
  await end();
});

test("an id nobody knows is a 404 that names the nearest GPUs", async () => {
  const { page, end } = await startVisit(browser);
  await openSold(page, "/gpus/h100-sxm");
  const response = await page.goto("/zh/gpus/h100-sxm5");
  expect(response?.status()).toBe(404);
  await page.getByRole("link", { name: "H100 SXM", exact: true }).click();
  await page.getByRole("heading", { name: "H100 SXM", exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/zh/gpus/h100-sxm");
  await end();
});

test("a price history is drawn without a script, and tells its prices under the pointer", async () => {
  const quiet = await startVisit(browser, { javaScriptEnabled: false });
  await quiet.page.goto("/gpus/h100-sxm");
  const drawn = quiet.page.getByRole("figure");
  await drawn.getByText("On demand").waitFor();
  expect(await drawn.locator("path[d^=M][stroke]").count()).toBeGreaterThan(1);
  const { page, complaints, end } = await startVisit(browser);
  const asked: string[] = [];
  await page.goto("/gpus/h100-sxm", { waitUntil: "networkidle" });
  page.on("request", (request) => asked.push(request.url()));
  for (const x of [120, 160]) {
    await page.getByRole("figure").hover({ position: { x, y: 120 } });
    await page.getByRole("figure").getByRole("application").waitFor();
  }
  await page.getByText(/^On demand : \$/).waitFor();
  expect(asked.some((url) => url.endsWith(".js"))).toBe(true);
  expect(complaints).toEqual([]);
  await Promise.all([quiet.end(), end()]);
});
