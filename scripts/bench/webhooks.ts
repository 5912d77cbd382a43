import { z } from "zod";
import { withDatabase } from "./database";
import { measure } from "./measure";
import type { Row } from "./report";

const rate = z.number();
const figures = z.object({ kept: rate, woken: rate, bare: rate });

/** Webhooks taken in a second, each with its signature checked and one transaction, against the same rows alone. */
export async function webhookRows(): Promise<readonly Row[]> {
  return withDatabase(async (settings) => {
    const { kept, woken, bare } = figures.parse(await measure("measure-webhooks.ts", settings));
    const row = (what: string, perSecond: number): Row => ({
      what,
      figures: { rate: `${perSecond.toFixed(0)}/s` },
      ratio: (perSecond / bare).toFixed(2),
    });
    return [
      row("signature and one transaction", kept),
      row("the same, with a worker woken", woken),
      row("the rows alone", bare),
    ];
  });
}
