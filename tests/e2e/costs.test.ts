import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { localePath, locales } from "@/lib/i18n/locales";
import { newPublicKey } from "@/tests/factories/ssh-keys";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { buy } from "./pages/checkout";
import { addKey } from "./pages/keys";
import { giveDearDay } from "./pages/ledger";
import { headSays } from "./pages/machine";
import { openH100 } from "./pages/offers";
import { freshRunpodKey, machinesOf } from "./pages/outside-world";
import { invite, joinTeam } from "./pages/team";
import { startVisit } from "./pages/visit";
import { wordsOf } from "./pages/words";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Launches an H100 at RunPod that two people may sign in to. */
async function launch(page: Page, name: string, keys: readonly string[]): Promise<void> {
  await (await openH100(page)).first().click();
  await page.getByLabel(/^Name/).fill(name);
  await page.getByLabel(/^SSH public key/).fill(keys.join("\n"));
  await page.getByRole("button", { name: /^Launch for/ }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  await headSays(page, "running");
}

test("a machine takes two SSH keys, and what it cost is read as ring, table and file, in two languages", async () => {
  const { page, complaints, end } = await startVisit(browser);
  const key = freshRunpodKey();
  const sshKeys = [newPublicKey("ada@laptop"), newPublicKey("bob@desk")];
  await haveAccount(page, somebody());
  await addKey(page, key);
  await launch(page, "dear run", sshKeys);
  const [machine] = await machinesOf(key);
  expect(machine).toMatchObject({ authorizedKeys: sshKeys });
  await giveDearDay(page);

  for (const locale of locales) {
    const { costs, growth } = wordsOf(locale);
    await page.goto(localePath(locale, "/dashboard/costs"));
    const [grewMost = ""] = costs.anomaly.machine.replace("{name}", "dear run").split("{more}");
    await page.getByText(grewMost.trim()).waitFor();
    await page
      .locator("p")
      .filter({ hasText: /\$4\d\.\d\d.+\$1\.00/ })
      .waitFor();
    await page.getByLabel(costs.period, { exact: true }).selectOption("all");
    const ring = page.getByRole("figure", { name: costs.byModel });
    await ring.getByRole("listitem").getByText("H100 SXM", { exact: true }).waitFor();
    await ring.getByText("100%", { exact: true }).waitFor();
    await page.getByRole("heading", { name: costs.bestPrice.title }).waitFor();
    await page.getByText(costs.bestPrice.best, { exact: true }).waitFor();

    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: `${costs.ledger.csv}: ${costs.byModel}` }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe(`${costs.byModel}.csv`);
    const text = await readFile(await download.path(), "utf8");
    const [head, line, ...rest] = text.replace("\uFEFF", "").split("\r\n");
    expect(head).toBe(`${costs.model},usd`);
    expect(line).toMatch(/^H100 SXM,\d+\.\d+$/);
    expect(Number(line?.split(",")[1])).toBeGreaterThan(49);
    expect(rest).toEqual([""]);

    await page.getByRole("button", { name: growth.asTable, exact: true }).nth(1).click();
    const table = page.getByRole("table", { name: costs.byModel });
    await table.getByRole("row", { name: /^H100 SXM \$\d+\.\d\d$/ }).waitFor();
    expect(await barriersOf(page)).toEqual([]);
  }
  expect(complaints).toEqual([]);
  await end();
});

test("a viewer reads sentences where others have forms, in two languages", async () => {
  const owner = await startVisit(browser);
  const { page, complaints, end } = await startVisit(browser);
  const person = somebody();
  await haveAccount(owner.page, somebody());
  await buy(owner.page, { tier: "Enterprise" });
  await invite(owner.page, person.email, "viewer");
  await haveAccount(page, person);
  await joinTeam(page, person.email);
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  for (const locale of locales) {
    const { launch, sshKeys, templates } = wordsOf(locale);
    for (const [path, words] of [
      ["/dashboard/deployments/new", launch],
      ["/settings/ssh-keys", sshKeys],
      ["/dashboard/templates", templates],
    ] as const) {
      await page.goto(localePath(locale, path));
      await page.getByRole("main").getByText(words.lookingOnly).waitFor();
      const fields = page.getByRole("main").locator("input, textarea, form");
      expect({ path, fields: await fields.count() }).toEqual({ path, fields: 0 });
    }
  }
  expect(complaints).toEqual([]);
  await Promise.all([owner.end(), end()]);
});
