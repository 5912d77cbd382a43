import type { Browser, Locator, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { localePath, locales } from "@/lib/i18n/locales";
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

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Two windows of one person on the same page: what is done is done in English, and seen in Chinese too. */
interface Windows {
  readonly mine: Page;
  readonly other: Page;
}

const en = wordsOf("en");
const zh = wordsOf("zh");

/** Something on a page, by the words of its language. */
type Seen = (page: Page, words: typeof en) => Locator;

async function openBoth({ mine, other }: Windows, path: string): Promise<void> {
  await Promise.all([mine.goto(path), other.goto(localePath("zh", path))]);
}

/** Waits until the window where it was done shows it, and then until the other does by itself. */
async function bothShow({ mine, other }: Windows, what: Seen): Promise<void> {
  await what(mine, en).first().waitFor();
  await what(other, zh).first().waitFor();
}

async function bothValued({ mine, other }: Windows, what: Seen, value: string) {
  await expect.poll(() => what(mine, en).inputValue()).toBe(value);
  const there = () => what(other, zh).inputValue();
  await expect.poll(there).toBe(value);
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
  const { mine } = windows;
  const { keys, common } = en;
  const key = freshRunpodKey();
  const name = `RunPod ••••${key.slice(-4)}`;
  const act = (words: { named: string }) =>
    mine.getByRole("button", { name: words.named.replace("{name}", name), exact: true });
  const row = (text: string) => (page: Page) => page.getByRole("row").filter({ hasText: text });
  await openBoth(windows, "/dashboard/keys");
  await bothShow(windows, (page, { keys: words }) => page.getByText(words.emptyTitle));

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
  await row("Research")(windows.other).waitFor({ state: "detached" });

  await act(keys.remove).click();
  await dialog.getByRole("button", { name: keys.remove.confirm }).click();
  await bothShow(windows, (page, { keys: words }) => page.getByText(words.emptyTitle));
}

async function sshKeysFollow(windows: Windows): Promise<void> {
  const { mine } = windows;
  const { sshKeys, common } = en;
  const listed = (page: Page) => page.getByRole("listitem").filter({ hasText: "me@laptop" });
  const empty: Seen = (page, words) => page.getByText(words.sshKeys.emptyTitle);
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
  const { mine } = windows;
  const { templates } = en;
  const dialog = mine.getByRole("dialog");
  const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });
  const saveAs = async (name: string) => {
    await dialog.getByLabel(templates.fields.name).first().fill(name);
    await dialog.getByRole("button", { name: templates.save, exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    await bothShow(windows, (page) => row(page, name));
  };
  await openBoth(windows, "/dashboard/templates");
  await bothShow(windows, (page, words) => page.getByText(words.templates.emptyTitle));
  await mine.getByRole("button", { name: templates.new }).click();
  await saveAs("Nightly");
  await row(mine, "Nightly").getByRole("button", { name: templates.edit }).click();
  await saveAs("Weekly");
  await row(mine, "Weekly").getByRole("button", { name: templates.remove }).click();
  await dialog.getByRole("button", { name: templates.removeConfirm }).click();
  await bothShow(windows, (page, words) => page.getByText(words.templates.emptyTitle));
}

async function teamFollows(windows: Windows): Promise<void> {
  const { mine } = windows;
  const { team } = en;
  await openBoth(windows, "/settings/team");
  const zone: Seen = (page, words) => page.getByLabel(words.team.timeZone.label);
  const name: Seen = (page, words) => page.getByLabel(words.team.own.name, { exact: true });
  await zone(mine, en).selectOption("Asia/Tokyo");
  await bothValued(windows, zone, "Asia/Tokyo");
  await name(mine, en).fill("Night shift");
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
  await listed(windows.other).first().waitFor({ state: "detached" });
}

test("keys, SSH keys, templates and the team are in both windows without a reload", async () => {
  const { page: mine, complaints, end } = await startVisit(browser);
  await haveAccount(mine, somebody());
  await buy(mine, { tier: "Enterprise" });
  const windows = { mine, other: await mine.context().newPage() };
  await keysFollow(windows);
  await sshKeysFollow(windows);
  await templatesFollow(windows);
  await teamFollows(windows);
  expect(complaints).toEqual([]);
  await end();
});

/** Launches an H100 at RunPod, and waits until it runs. */
async function launch(page: Page, name: string): Promise<void> {
  await addKey(page, freshRunpodKey());
  await (await openH100(page)).first().click();
  await page.getByLabel(/^Name/).fill(name);
  await page.getByRole("button", { name: /^Launch for/ }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  await headSays(page, "running");
}

test("a machine's new name and a stop taken back are in both windows without a reload", async () => {
  const { page: mine, complaints, end } = await startVisit(browser);
  await haveAccount(mine, somebody());
  await launch(mine, "night run");
  const id = deploymentIdOf(mine);
  const windows = { mine, other: await mine.context().newPage() };
  const { deployments, common } = en;
  await openBoth(windows, `/dashboard/deployments/${id}`);
  const head = (text: string) => (page: Page) =>
    page.getByRole("main").locator("header").getByText(text, { exact: true });
  const runs: Seen = (page, words) => head(words.deployments.status.running)(page);
  await bothShow(windows, runs);
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
  await runs(mine, en).waitFor();
  await bothShow(windows, runs);
  expect(complaints).toEqual([]);
  await end();
});

test("a role that is given shows in the member's own window without a reload", async () => {
  const owner = await startVisit(browser);
  const member = await startVisit(browser);
  const person = somebody();
  await haveAccount(owner.page, somebody());
  await buy(owner.page, { tier: "Enterprise" });
  await invite(owner.page, person.email);
  const { text } = await mailTo(person.email, /invite/i);
  await member.page.goto(linkIn(text, "/accept-invite"));
  await member.page.getByRole("link", { name: en.team.invited.signUp }).click();
  const address = member.page.getByLabel(en.auth.email);
  await expect.poll(() => address.inputValue()).toBe(person.email);
  await haveAccount(member.page, person);
  await joinTeam(member.page, person.email);
  await member.page.getByRole("heading", { name: "Overview" }).waitFor();
  const windows = { mine: owner.page, other: member.page };
  await openBoth(windows, "/settings/team");
  const { team } = en;
  const select = owner.page.getByLabel(team.roleOf.replace("{name}", person.email));
  await select.selectOption("admin");
  const make = team.roleAsk.confirm.replace("{role}", team.roles.admin);
  await owner.page.getByRole("dialog").getByRole("button", { name: make }).click();
  await owner.page.getByRole("dialog").waitFor({ state: "hidden" });
  // An admin may invite: what the right brings is there, not its word alone.
  const invites = member.page.getByLabel(zh.team.invite.email);
  await invites.waitFor();
  await select.selectOption("viewer");
  const lower = team.roleAsk.confirm.replace("{role}", team.roles.viewer);
  await owner.page.getByRole("dialog").getByRole("button", { name: lower }).click();
  await owner.page.getByRole("dialog").waitFor({ state: "hidden" });
  await invites.waitFor({ state: "detached" });
  await Promise.all([owner.end(), member.end()]);
});

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
    await expect.poll(title).toMatch(onDial);
    const { profile } = wordsOf(locale).console;
    await mine.getByLabel(profile.clock).selectOption("h24");
    await expect.poll(title).not.toMatch(onDial);
    await mine.getByLabel(profile.clock).selectOption("browser");
    await expect.poll(title).toMatch(onDial);
    expect(await barriersOf(mine)).toEqual([]);
    expect(complaints).toEqual([]);
    await end();
  },
);
