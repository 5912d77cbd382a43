import { z } from "zod";
import { withDatabase } from "./database";
import { measure } from "./measure";
import type { Row } from "./report";

const figure = z.object({ rows: z.number(), refreshMs: z.number(), copyMs: z.number() });

/** A whole price refresh, fetch to commit, against COPY of the same rows. */
export async function refreshRows(): Promise<readonly Row[]> {
  return withDatabase(async (settings) => {
    const { rows, refreshMs, copyMs } = figure.parse(await measure("measure-refresh.ts", settings));
    const figures = { refresh: `${refreshMs.toFixed(0)} ms`, COPY: `${copyMs.toFixed(0)} ms` };
    const ratio = (refreshMs / copyMs).toFixed(1);
    return [{ what: `${rows} rows, every price moved`, figures, ratio }];
  });
}
