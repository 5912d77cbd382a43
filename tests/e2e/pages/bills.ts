import type { Locator, Page } from "playwright";
import { inject } from "vitest";
import { z } from "zod";
import { until } from "./until";

const time = z.object({ now: z.iso.datetime() });
const page = z.object({
  data: z.object({
    rows: z.array(
      z.object({
        deploymentId: z.string(),
        machine: z.string(),
        instanceId: z.string().nullable(),
        comparedAt: z.string().nullable(),
        billed: z.string().nullable(),
        cause: z.string(),
      }),
    ),
  }),
});

/** The lines of the team's bills, as the page of costs reads them. */
export async function readBills({ request }: Page) {
  const response = await request.get("/api/live/costs/bills?list=all");
  return page.parse(await response.json()).data.rows;
}

/** Moves the clock of the whole world on, and waits until every machine was compared since. */
export async function passAndCompare(visited: Page, ms: number): Promise<void> {
  const { SANDBOX_URL = "" } = inject("appSettings");
  const before = new Date((await readClock(SANDBOX_URL)).now);
  await fetch(`${SANDBOX_URL}/control/clock`, {
    method: "POST",
    body: JSON.stringify({ advanceMs: ms }),
  });
  await until("the night's comparison", async () => {
    const rows = await readBills(visited);
    return rows.some(({ comparedAt }) => comparedAt !== null && new Date(comparedAt) > before);
  });
}

async function readClock(sandboxUrl: string) {
  const response = await fetch(`${sandboxUrl}/control/clock`);
  return time.parse(await response.json());
}

/** What stands in the cells of a machine's line: account, counted, billed, difference, cause. */
export async function lineOf(table: Locator, machine: string): Promise<string[]> {
  const row = table.getByRole("row").filter({
    has: table.page().getByRole("link", { name: machine, exact: true }),
  });
  const cells = await row.getByRole("cell").allInnerTexts();
  return cells.slice(1, 6);
}
