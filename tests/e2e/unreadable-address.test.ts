import { type ClientRequest, get } from "node:http";
import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { here } from "@/tests/setup/here";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Asks with the path as it is: the usual clients mend it first. */
function ask(path: string): Promise<{ status: number; type: string; text: string }> {
  const { hostname, port } = new URL(here().address);
  return new Promise((resolve, reject) => {
    const request: ClientRequest = get({ hostname, port, path }, async (answer) => {
      const pieces: Buffer[] = [];
      for await (const piece of answer) pieces.push(piece);
      const type = answer.headers["content-type"] ?? "";
      resolve({ status: answer.statusCode ?? 0, type, text: Buffer.concat(pieces).toString() });
    });
    request.on("error", reject);
  });
}

test.each([
  "/%",
  "/gpus/%E0%A4%A",
  "/zh/gpus/%E0%A4%A",
  "/zh/%zz",
  "/providers/%FF",
  "/compare/%c3%28",
  "/dashboard/deployments/%",
  "/_next/static/%",
  "/feeds/%",
])("the address %s, which cannot be decoded, is no page", async (path) => {
  const { status, type } = await ask(path);
  expect({ status, type }).toEqual({ status: 404, type: "text/html; charset=utf-8" });
});

test.each(["/api/v1/%E0%A4%A", "/api/v1/gpus/%", "/api/live/deployments/%FF"])(
  "the address %s is refused to programs",
  async (path) => {
    const { status, text } = await ask(path);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({ error: { code: "bad-address" } });
  },
);

test.each([
  ["/gpus/%E0%A4%A", "There is no page at this address"],
  ["/zh/gpus/%E0%A4%A", "这个地址没有页面"],
  ["/dashboard/%", "There is no page at this address"],
])("a browser at %s is told in its language that there is nothing", async (path, title) => {
  const { page, complaints, end } = await startVisit(browser);
  await page.goto(path);
  await page.getByRole("heading", { name: title }).waitFor();
  expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
  await end();
});
