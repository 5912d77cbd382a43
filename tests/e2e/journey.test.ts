import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "@/tests/setup/browser";
import { confirmAddress, signUp, somebody } from "./pages/account";
import { buy } from "./pages/checkout";
import { ledgerMicros } from "./pages/ledger";
import { doAndConfirm, headSays, settledMicros, typeKey } from "./pages/machine";
import { openH100, runpodLaunches } from "./pages/offers";
import { billOf, freshRunpodKey, killMachine, machinesOf, mailTo } from "./pages/outside-world";
import { startVisit } from "./pages/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("a visitor finds an H100, signs up on the way, launches it, buys Pro, is told when it dies, and pays what the bill says", async () => {
  const { page, end } = await startVisit(browser);
  const person = somebody();
  const key = freshRunpodKey();
  const name = "training run 7";

  await openH100(page);
  await page.goto("/gpus");
  await page.getByLabel("Search GPUs").fill("H100");
  await page.getByRole("link", { name: /^H100 SXM/ }).click();
  await page.getByRole("heading", { name: "Price history" }).waitFor();
  await (await runpodLaunches(page)).first().click();

  await page.getByRole("link", { name: "Create one" }).click();
  await signUp(page, person);
  await confirmAddress(page, person);
  await page.getByRole("heading", { name: "H100 SXM" }).waitFor();
  await page.getByText(/^1x H100 SXM at RunPod.*\/h\.$/).waitFor();

  await page.getByRole("button", { name: "Add a RunPod key" }).click();
  await typeKey(page, "sandbox-runpod-wrong-key");
  await page.getByText(/RunPod does not accept this key/).waitFor();
  await typeKey(page, key);
  await page.getByRole("dialog").waitFor({ state: "hidden" });

  await page.getByLabel(/^Name/).fill(name);
  await page.getByRole("button", { name: /^Launch for/ }).dblclick();
  await page.getByRole("heading", { name }).waitFor();
  await headSays(page, "running");
  await page.getByText(/^ssh .+@/).waitFor();

  // Only Pro is told about its machines.
  const itsPage = page.url();
  await buy(page, { tier: "Pro" });
  await page.goto(itsPage);
  await headSays(page, "running");

  const [machine, second] = await machinesOf(key);
  expect(second).toBeUndefined();
  await killMachine(machine?.id ?? "");
  await headSays(page, "lost");
  await page.getByText("The machine died").waitFor();
  const mail = await mailTo(person.email, new RegExp(name));
  expect(mail.text).toContain("RunPod");

  await doAndConfirm(page, "Terminate", name);
  await headSays(page, "terminated");
  const settled = await settledMicros(page);
  const bill = await billOf(key);
  expect(bill).toMatchObject({ totalMicros: settled, maxConcurrent: 1 });
  expect(await ledgerMicros(page)).toBe(bill.totalMicros);
  expect(bill.machines.map(({ state }) => state)).toEqual(["TERMINATED"]);
  await end();
});
