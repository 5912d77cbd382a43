import type { Page } from "playwright";
import { linkIn, mailTo } from "./outside-world";

/** Fills in an invitation on the page of the team. */
export async function writeInvite(page: Page, email: string): Promise<void> {
  await page.goto("/settings/team");
  await page.getByLabel("E-mail address").fill(email);
}

/** Sends the invitation that was filled in. */
export async function sendInvite(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send invitation" }).click();
}

/** Invites somebody, as a member unless another role is named, and waits until the page says so. */
export async function invite(page: Page, email: string, role = "member"): Promise<void> {
  await writeInvite(page, email);
  await page.getByRole("main").getByLabel("Role", { exact: true }).selectOption(role);
  await sendInvite(page);
  await page.getByText(`An invitation is on its way to ${email}.`).waitFor();
}

/** Opens the invitation that was mailed to whoever is signed in here, and joins. */
export async function joinTeam(page: Page, email: string): Promise<void> {
  const { text } = await mailTo(email, /invite/i);
  await page.goto(linkIn(text, "/accept-invite"));
  await page.getByRole("button", { name: "Join the team" }).click();
}

/** Buys so many seats in all for a team that is on Enterprise. */
export async function buySeats(page: Page, count: number): Promise<void> {
  await page.goto("/settings/subscription?choose=enterprise");
  const option = page.getByRole("region", { name: "Enterprise" });
  await option.getByLabel("Seats").fill(String(count));
  await option.getByRole("button", { name: "Change it" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Pay .+ and change$/ })
    .click();
  await page.getByText("The change holds.").waitFor();
}
