import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { here } from "@/tests/setup/here";
import { haveAccount, somebody } from "./pages/account";
import { linkIn, mailTo, movePrice } from "./pages/outside-world";
import { until } from "./pages/until";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("somebody is told by mail when a GPU gets as cheap as they said, and ends it from the mail", async () => {
  const { page, end } = await startVisit(browser);
  const person = somebody();
  await haveAccount(page, person);
  const gpu = "NVIDIA RTX A2000 (community)";
  await movePrice("runpod", gpu, "0.13");

  await page.goto("/dashboard/alerts?model=rtx-a2000");
  await page.getByLabel(/^At most/).fill("0.021");
  await page.getByText(/would not have told since/).waitFor();
  await page.getByLabel(/^At most/).fill("9");
  await page.getByText(/would have told once since/).waitFor();
  await page.getByLabel(/^At most/).fill("free");
  await page.getByRole("button", { name: "Save alert" }).click();
  await page.getByText("A price in US dollars such as 1.80, at most 9,999.").waitFor();
  await page.getByLabel(/^At most/).fill("0.05");
  await page.getByRole("button", { name: "Save alert" }).click();
  await page.getByText("RTX A2000, on demand, at $0.0500 per GPU and hour or less").waitFor();
  await page.getByText("1 of 1 on").waitFor();

  await movePrice("runpod", gpu, "0.04");
  const mail = await mailTo(person.email, /^RTX A2000 at \$0\.0400$/);
  expect(mail.text).toContain("Your limit is $0.0500");
  await page.getByText("at or under the limit now").waitFor();

  const visitor = await startVisit(browser);
  await visitor.page.goto(linkIn(mail.text, "/alert"));
  await visitor.page.getByRole("button", { name: "Turn this alert off" }).click();
  await visitor.page.getByText("This alert is off. No more mails come from it.").waitFor();
  await page.getByText("0 of 1 on").waitFor();

  const oneClick = new URL(linkIn(mail.text, "/alert"));
  oneClick.pathname = "/api/alerts/off";
  const posted = await fetch(new URL(oneClick.pathname + oneClick.search, here().address), {
    method: "POST",
    body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
  });
  expect(posted.status).toBe(204);
  await movePrice("runpod", gpu, "0.12");
  await until("the price to be as before", async () => {
    const answer = await page.request.get("/gpus/rtx-a2000");
    return (await answer.text()).includes("0.12");
  });
  await Promise.all([end(), visitor.end()]);
});
