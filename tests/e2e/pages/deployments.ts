import type { Locator, Page } from "playwright";
import { z } from "zod";
import { until } from "./until";

const answer = z.object({ data: z.object({ total: z.number() }) });

/** The row of a machine in the list of deployments. */
export function rowOf(page: Page, name: string): Locator {
  return page
    .locator("tr[data-row]")
    .filter({ has: page.getByRole("link", { name, exact: true }) });
}

/** Waits until so many of the team's machines say a state. */
export async function countsInState(page: Page, state: string, count: number): Promise<void> {
  await until(`${count} machines that are ${state}`, async () => {
    const response = await page.request.get(
      `/api/live/deployments/rows?show=all&state=${state}&limit=1`,
    );
    return answer.parse(await response.json()).data.total === count;
  });
}

/** Launches ten machines from the launch page one is on; their names are numbered. */
export async function launchTen(page: Page, name: string): Promise<void> {
  await page.getByLabel(/^Name/).fill(name);
  await page.getByLabel("Number of machines").selectOption("10");
  await page.getByRole("button", { name: /^Launch 10 machines/ }).click();
}
