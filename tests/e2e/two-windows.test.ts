import type { Browser, Locator, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Locale, localePath, locales } from "@/lib/i18n/locales";
import { newPublicKey } from "@/tests/factories/ssh-keys";
import { openBrowser } from "@/tests/setup/browser";
import { haveAccount, somebody } from "./pages/account";
import { barriersOf } from "./pages/barriers";
import { buy } from "./pages/checkout";
import { addKey } from "./pages/keys";
import { deploymentIdOf, headSays } from "./pages/machine";
import { openH100 } from "./pages/offers";
import { freshRunpodKey, linkIn, mailTo } from "./pages/outside-world";
import { invite, joinTeam } from "./pages/team";
import { startVisit } from "./pages/visit";
import { wordsOf } from "./pages/words";

/** What one window does, the other shows within this. */
const NEXT_WINDOW_MS = 3_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Two windows of one person, on the same page. */
interface Windows {
  readonly mine: Page;
  readonly other: Page;
  readonly locale: Locale;
}

async function openBoth({ mine, other, locale }: Windows, path: string): Promise<void> {
  await Promise.all([mine, other].map((page) => page.goto(localePath(locale, path))));
}

/** Waits until the window where it was done shows it, and then no longer than that for the other. */
async function bothShow({ mine, other }: Windows, what: (page: Page) => Locator): Promise<void> {
  await what(mine).first().waitFor();
  await what(other).first().waitFor({ timeout: NEXT_WINDOW_MS });
}

async function bothValued(windows: Windows, what: (page: Page) => Locator, value: string) {
  const valueIn = (page: Page) => what(page).inputValue();
  await expect.poll(() => valueIn(windows.mine), { timeout: 30_000 }).toBe(value);
  await expect.poll(() => valueIn(windows.other), { timeout: NEXT_WINDOW_MS }).toBe(value);
}

/** Goes to the newest message by its key and presses its button, without a mouse. */
async function undoByKeyboard(page: Page, label: string): Promise<void> {
  const button = page.getByRole("button", { name: label, exact: true });
  await button.waitFor();
  await page.keyboard.press("Alt+KeyT");
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press("Tab");
    if (await button.evaluate((it) => it === document.activeElement)) break;
  }
  await page.keyboard.press("Enter");
}

async function keysFollow(windows: Windows): Promise<void> {
  const { mine, locale } = windows;
  const { keys, common } = wordsOf(locale);
  const key = freshRunpodKey();
  const name = `RunPod ••••${key.slice(-4)}`;
  const act = (words: { named: string }) =>
    mine.getByRole("button", { name: words.named.replace("{name}", name), exact: true });
  const row = (text: string) => (page: Page) => page.getByRole("row").filter({ hasText: text });
  await openBoth(windows, "/dashboard/keys");
  await bothShow(windows, (page) => page.getByText(keys.emptyTitle));

  await mine.getByLabel(keys.add.field.apiKey).fill(key);
  await mine.getByRole("button", { name: keys.add.submit }).click();
  await bothShow(windows, row(`••••${key.slice(-4)}`));

  await act(keys.rename).click();
  const dialog = mine.getByRole("dialog");
  await dialog.getByLabel(keys.rename.label).fill("Research");
  await dialog.getByRole("button", { name: keys.rename.save }).click();
  await bothShow(windows, row("Research"));
  expect(await barriersOf(mine)).toEqual([]);
  await undoByKeyboard(mine, common.undo);
  await row("Research")(mine).waitFor({ state: "detached" });
  await row("Research")(windows.other).waitFor({ state: "detached", timeout: NEXT_WINDOW_MS });

  await act(keys.remove).click();
  await dialog.getByRole("button", { name: keys.remove.confirm }).click();
  await bothShow(windows, (page) => page.getByText(keys.emptyTitle));
}

async function sshKeysFollow(windows: Windows): Promise<void> {
  const { mine, locale } = windows;
  const { sshKeys, common } = wordsOf(locale);
  const listed = (page: Page) => page.getByRole("listitem").filter({ hasText: "me@laptop" });
  const empty = (page: Page) => page.getByText(sshKeys.emptyTitle);
  await openBoth(windows, "/settings/ssh-keys");
  await bothShow(windows, empty);
  await mine.getByLabel(sshKeys.form.key).fill(newPublicKey("me@laptop"));
  await mine.getByRole("button", { name: sshKeys.form.submit }).click();
  await bothShow(windows, (page) => listed(page).getByText("ED25519", { exact: true }));
  const remove = sshKeys.removeOne.replace("{name}", "me@laptop");
  await mine.getByRole("button", { name: remove }).click();
  await bothShow(windows, empty);
  await undoByKeyboard(mine, common.undo);
  await bothShow(windows, (page) => listed(page).getByText("ED25519", { exact: true }));
  await mine.getByRole("button", { name: remove }).click();
  await bothShow(windows, empty);
}

async function templatesFollow(windows: Windows): Promise<void> {
  const { mine, locale } = windows;
  const { templates } = wordsOf(locale);
  const dialog = mine.getByRole("dialog");
  const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });
  const saveAs = async (name: string) => {
    await dialog.getByLabel(templates.fields.name).first().fill(name);
    await dialog.getByRole("button", { name: templates.save, exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    await bothShow(windows, (page) => row(page, name));
  };
  await openBoth(windows, "/dashboard/templates");
  await bothShow(windows, (page) => page.getByText(templates.emptyTitle));
  await mine.getByRole("button", { name: templates.new }).click();
  await saveAs("Nightly");
  await row(mine, "Nightly").getByRole("button", { name: templates.edit }).click();
  await saveAs("Weekly");
  await row(mine, "Weekly").getByRole("button", { name: templates.remove }).click();
  await dialog.getByRole("button", { name: templates.removeConfirm }).click();
  await bothShow(windows, (page) => page.getByText(templates.emptyTitle));
}

async function teamFollows(windows: Windows): Promise<void> {
  const { mine, locale } = windows;
  const { team } = wordsOf(locale);
  await openBoth(windows, "/settings/team");
  const zone = (page: Page) => page.getByLabel(team.timeZone.label);
  const name = (page: Page) => page.getByLabel(team.own.name, { exact: true });
  await zone(mine).selectOption("Asia/Tokyo");
  await bothValued(windows, zone, "Asia/Tokyo");
  await name(mine).fill("Night shift");
  await mine.getByRole("button", { name: team.own.rename }).click();
  await bothValued(windows, name, "Night shift");
  const invited = `${crypto.randomUUID().slice(0, 8)}@example.com`;
  await mine.getByLabel(team.invite.email).fill(invited);
  await mine.getByRole("button", { name: team.invite.submit }).click();
  const listed = (page: Page) => page.getByRole("listitem").filter({ hasText: invited });
  await bothShow(windows, listed);
  const revoke = team.invite.revokeNamed.replace("{email}", invited);
  await mine.getByRole("button", { name: revoke }).click();
  await listed(mine).first().waitFor({ state: "detached" });
  await listed(windows.other).first().waitFor({ state: "detached", timeout: NEXT_WINDOW_MS });
}

test.each(locales)(
  "keys, SSH keys, templates and the team are in both windows within three seconds (%s)",
  async (locale) => {
    const { page: mine, complaints, end } = await startVisit(browser);
    await haveAccount(mine, somebody());
    await buy(mine, { tier: "Enterprise" });
    const windows = { mine, other: await mine.context().newPage(), locale };
    await keysFollow(windows);
    await sshKeysFollow(windows);
    await templatesFollow(windows);
    await teamFollows(windows);
    expect(complaints).toEqual([]);
    await end();
  },
);

/** Launches an H100 at RunPod, and waits until it runs. */
async function launch(page: Page, name: string): Promise<void> {
  await addKey(page, freshRunpodKey());
  await (await openH100(page)).first().click();
  await page.getByLabel(/^Name/).fill(name);
  await page.getByRole("button", { name: /^Launch for/ }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  await headSays(page, "running");
}

test.each(locales)(
  "a machine's new name and a stop taken back are in both windows within three seconds (%s)",
  async (locale) => {
    const { page: mine, complaints, end } = await startVisit(browser);
    await haveAccount(mine, somebody());
    await launch(mine, "night run");
    const id = deploymentIdOf(mine);
    const windows = { mine, other: await mine.context().newPage(), locale };
    const { deployments, common } = wordsOf(locale);
    await openBoth(windows, `/dashboard/deployments/${id}`);
    const head = (text: string) => (page: Page) =>
      page.getByRole("main").locator("header").getByText(text, { exact: true });
    await bothShow(windows, head(deployments.status.running));
    const dialog = mine.getByRole("dialog");

    await mine.getByRole("button", { name: deployments.rename.button, exact: true }).click();
    await dialog.getByLabel(deployments.rename.name).fill("day run");
    await dialog.getByRole("button", { name: deployments.rename.save }).click();
    await bothShow(windows, head("day run"));
    await undoByKeyboard(mine, common.undo);
    await bothShow(windows, head("night run"));

    await mine.getByRole("button", { name: deployments.actions.stop, exact: true }).click();
    const confirm = deployments.confirm.stop.button.replace("{name}", "night run");
    await dialog.getByRole("button", { name: confirm }).click();
    await undoByKeyboard(mine, common.undo);
    await mine.getByText(common.undone).last().waitFor();
    await head(deployments.status.running)(mine).waitFor({ timeout: 90_000 });
    await bothShow(windows, head(deployments.status.running));
    expect(complaints).toEqual([]);
    await end();
  },
);

test.each(locales)(
  "a role that is given shows in the member's own window within three seconds (%s)",
  async (locale) => {
    const owner = await startVisit(browser);
    const member = await startVisit(browser);
    const person = somebody();
    await haveAccount(owner.page, somebody());
    await buy(owner.page, { tier: "Enterprise" });
    await invite(owner.page, person.email);
    const { text } = await mailTo(person.email, /invite/i);
    await member.page.goto(linkIn(text, "/accept-invite"));
    await member.page.getByRole("link", { name: wordsOf("en").team.invited.signUp }).click();
    const address = member.page.getByLabel(wordsOf("en").auth.email);
    await expect.poll(() => address.inputValue(), { timeout: 30_000 }).toBe(person.email);
    await haveAccount(member.page, person);
    await joinTeam(member.page, person.email);
    await member.page.getByRole("heading", { name: "Overview" }).waitFor();
    const windows = { mine: owner.page, other: member.page, locale };
    await openBoth(windows, "/settings/team");
    const { team } = wordsOf(locale);
    const select = owner.page.getByLabel(team.roleOf.replace("{name}", person.email));
    await select.selectOption("admin");
    const make = team.roleAsk.confirm.replace("{role}", team.roles.admin);
    await owner.page.getByRole("dialog").getByRole("button", { name: make }).click();
    await owner.page.getByRole("dialog").waitFor({ state: "hidden" });
    // An admin may invite: what the right brings is there, not its word alone.
    await member.page.getByLabel(team.invite.email).waitFor({ timeout: NEXT_WINDOW_MS });
    await select.selectOption("viewer");
    const lower = team.roleAsk.confirm.replace("{role}", team.roles.viewer);
    await owner.page.getByRole("dialog").getByRole("button", { name: lower }).click();
    await owner.page.getByRole("dialog").waitFor({ state: "hidden" });
    await member.page
      .getByLabel(team.invite.email)
      .waitFor({ state: "detached", timeout: NEXT_WINDOW_MS });
    await Promise.all([owner.end(), member.end()]);
  },
);

test.each(locales)(
  "times are written as the browser has it, or as chosen, in every window at once (%s)",
  async (locale) => {
    const { page: mine, complaints, end } = await startVisit(browser, { locale: "en-US" });
    await haveAccount(mine, somebody());
    const other = await mine.context().newPage();
    await other.goto(localePath(locale, "/settings/security"));
    await mine.goto(localePath(locale, "/settings/profile"));
    const onDial = { en: /\d:\d\d:\d\d [AP]M/, zh: /[上下]午\d{1,2}:\d\d:\d\d/ }[locale];
    const title = () => other.locator("time").first().getAttribute("title");
    await expect.poll(title, { timeout: 30_000 }).toMatch(onDial);
    const { profile } = wordsOf(locale).console;
    await mine.getByLabel(profile.clock).selectOption("h24");
    await expect.poll(title, { timeout: NEXT_WINDOW_MS }).not.toMatch(onDial);
    await mine.getByLabel(profile.clock).selectOption("browser");
    await expect.poll(title, { timeout: NEXT_WINDOW_MS }).toMatch(onDial);
    expect(await barriersOf(mine)).toEqual([]);
    expect(complaints).toEqual([]);
    await end();
  },
);
