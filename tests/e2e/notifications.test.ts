import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { buy } from "./pages/checkout";
import { linkTelegram } from "./pages/phone";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });

test("a person links Telegram, chooses what is told where, and sees what was", async () => {
  const { page, complaints, end } = await startVisit(browser);
  await haveAccount(page, somebody());
  await page.goto("/settings/notifications");
  await page.getByText("comes with Pro").waitFor();
  await page.getByText("No channels yet").waitFor();
  await buy(page, { tier: "Pro" });

  await linkTelegram(page);
  expect(await barriersOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Yes, tell me there" }).click();
  await row(page, "Ada @ada").getByRole("button", { name: "Send a test" }).waitFor();
  await row(page, "This channel works").getByText("sent", { exact: true }).first().waitFor();

  await page.getByLabel("Failures and repairs: Your mail").selectOption("digest");
  await page.getByLabel("Quiet hours").check();
  await page.getByLabel("From").fill("23:00");
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByText("Saved.").first().waitFor();
  await page.getByLabel("Kind").selectOption("slack");
  await page.getByLabel("Address").fill("https://example.com/not-slack");
  await page.getByRole("button", { name: "Add channel" }).click();
  await page.getByText("This is not an address of that kind.").waitFor();
  await page.getByLabel("Address").fill("https://hooks.slack.com/services/T1/B1/abcd");
  await page.getByRole("button", { name: "Add channel" }).click();
  await row(page, "hooks.slack.com").getByText("on", { exact: true }).waitFor();

  await page.reload();
  await page.getByLabel("Failures and repairs: Your mail").waitFor();
  expect(await page.getByLabel("Failures and repairs: Your mail").inputValue()).toBe("digest");
  expect(await page.getByLabel("From").inputValue()).toBe("23:00");
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await barriersOf(page)).toEqual([]);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect({ width, wider }).toEqual({ width, wider: 0 });
  }
  expect(complaints).toEqual([]);
  await end();
});
