import type { Locator, Page } from "playwright";
import { z } from "zod";
import { moveClockOn, readClock } from "./clock";
import { until } from "./until";

const page = z.object({
  data: z.object({
    rows: z.array(
      z.object({
        machine: z.string(),
        instanceId: z.string(),
        provider: z.string(),
        comparedAt: z.string().nullable(),
        counted: z.string(),
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

/** The line of one machine. */
export async function billNamed(visited: Page, machine: string) {
  const found = (await readBills(visited)).find((row) => row.machine === machine);
  if (!found) throw new Error(`no bill is listed for ${machine}`);
  return found;
}

/** Moves the clock of the whole world on, and waits until a night's comparison was made since. */
export async function passAndCompare(visited: Page, ms: number): Promise<void> {
  const before = await readClock();
  await moveClockOn(ms);
  await until("the night's comparison", async () => {
    const rows = await readBills(visited);
    return rows.some(({ comparedAt }) => comparedAt !== null && new Date(comparedAt) > before);
  });
}

/** What stands in the cells of a machine's line: account, counted, billed, difference, cause. */
export async function lineOf(table: Locator, machine: string): Promise<string[]> {
  const row = table.getByRole("row").filter({
    has: table.page().getByRole("link", { name: machine, exact: true }),
  });
  const cells = await row.getByRole("cell").allInnerTexts();
  return cells.slice(1, 6);
}
