import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newPublicKey } from "@/tests/factories/ssh-keys";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { buy } from "./pages/checkout";
import { addKey } from "./pages/keys";
import { doAndConfirm, headSays } from "./pages/machine";
import { freshRunpodKey } from "./pages/outside-world";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function isClean(page: Page): Promise<void> {
  expect(await barriersOf(page)).toEqual([]);
}

const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });

async function addSshKey(page: Page): Promise<void> {
  await page.goto("/settings/ssh-keys");
  await page.getByText("No keys yet").waitFor();
  await page.getByLabel("Public key").fill("-----BEGIN OPENSSH PRIVATE KEY-----");
  await page.getByRole("button", { name: "Add key" }).click();
  await page.getByText(/^This is a private key\. It was not sent/).waitFor();
  expect(await page.getByLabel("Public key").inputValue()).toBe("");
  await page.getByLabel("Public key").fill(newPublicKey("me@laptop"));
  await page.getByRole("button", { name: "Add key" }).click();
  await row(page, "me@laptop").getByText("Not used yet").waitFor();
  await isClean(page);
}

async function makeTemplate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "New template" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Train");
  await dialog.getByLabel("Who sees it").selectOption({ label: "The whole team" });
  await dialog.getByLabel("Container image").fill("pytorch/pytorch:latest");
  await dialog.getByLabel(/^GPU ?optional$/).selectOption({ label: "H100 SXM" });
  await dialog.getByLabel(/^At most/).fill("9");
  await dialog.getByLabel(/^Environment variables/).fill("MODE=fast");
  await dialog.getByLabel(/^Secret variables/).fill("HF_TOKEN=hf_nobody-sees-this");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "hidden" });
}

test("a template is made, launched, made again from the running machine, and launched in Chinese", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const key = freshRunpodKey();
  await haveAccount(page, somebody());
  await page.goto("/dashboard/templates");
  await page.getByText(/^Templates come with Pro\./).waitFor();
  await row(page, "vLLM").getByText("vllm/vllm-openai:latest").waitFor();
  await row(page, "ComfyUI").getByText("Tag not verified with the publisher").waitFor();
  expect(await page.getByRole("button", { name: "New template" }).count()).toBe(0);
  await isClean(page);

  await buy(page, { tier: "Pro" });
  await addKey(page, key);
  await addSshKey(page);
  await page.goto("/dashboard/templates");
  await makeTemplate(page);
  await row(page, "Train").getByText("1 secret").waitFor();
  await isClean(page);

  await row(page, "Train").getByRole("link", { name: "Launch" }).click();
  await page.getByText(/^1x H100 SXM at RunPod.*Never above \$9\.00\/h\.$/).waitFor();
  expect(await page.getByLabel(/^Secret variables/).inputValue()).toBe("");
  expect(await page.getByRole("checkbox", { name: "HF_TOKEN" }).isChecked()).toBe(true);
  await page.getByLabel(/^Name/).fill("first run");
  await isClean(page);
  await page.getByRole("button", { name: /^Launch for at most/ }).click();
  await page.getByRole("heading", { name: "first run", exact: true }).waitFor();
  await headSays(page, "running");
  const first = page.url();

  await page.getByRole("button", { name: "Save as template" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("From machine");
  await dialog.getByRole("button", { name: "Save template" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.goto("/settings/ssh-keys");
  await row(page, "me@laptop")
    .getByText(/^Last used/)
    .waitFor();

  await page.goto("/zh/dashboard/templates");
  await row(page, "From machine").getByText("1 个机密变量").waitFor();
  await isClean(page);
  await row(page, "From machine").getByRole("link", { name: "启动" }).click();
  await page.getByRole("checkbox", { name: "HF_TOKEN" }).waitFor();
  await isClean(page);

  await page.goto(first);
  await doAndConfirm(page, "Terminate", "first run");
  await headSays(page, "terminated");
  expect(complaints).toEqual([]);
  await end();
});
