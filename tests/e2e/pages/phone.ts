import type { Page } from "playwright";
import { here } from "@/tests/setup/here";
import { until } from "./until";

/** Links Telegram as a person does: opens the bot on the played phone, presses Start, and confirms. */
export async function linkTelegram(page: Page): Promise<void> {
  await page.goto("/settings/notifications");
  await page.getByRole("button", { name: "Link Telegram" }).click();
  const opened = page.context().waitForEvent("page");
  await page.getByRole("link", { name: "Open Telegram" }).click();
  const phone = await opened;
  await phone.getByRole("button", { name: "Start", exact: true }).click();
  await phoneSays(phone, "confirm there that this chat is yours");
  await phone.close();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByText("Is this chat yours: Ada @ada?").waitFor();
}

/** The played phone, with the chat in which the bot tells. */
export async function openPhone(page: Page): Promise<Page> {
  const phone = await page.context().newPage();
  await phone.goto(`${here().settings.SANDBOX_URL}/phone`);
  return phone;
}

/** Looks at the phone again until it says something. */
export async function phoneSays(phone: Page, words: string | RegExp): Promise<void> {
  await until(`the phone to say ${words}`, async () => {
    await phone.getByRole("link", { name: "Look again" }).click();
    return (await phone.getByText(words).count()) > 0;
  });
}
