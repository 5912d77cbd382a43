import { z } from "zod";
import { smallMemory } from "../prices/small-memory.mjs";
import { withDatabase } from "./database";
import { measure } from "./measure";
import type { Row } from "./report";

const figure = z.object({
  rows: z.number(),
  importMs: z.number(),
  copyMs: z.number(),
  peakMb: z.number(),
});

/** The import of all collected observations against COPY of the same rows into a table like it. */
export async function importRows(): Promise<readonly Row[]> {
  return withDatabase(async (settings) => {
    const { rows, importMs, copyMs, peakMb } = figure.parse(
      await measure("measure-import.ts", settings, smallMemory()),
    );
    const figures = {
      import: `${importMs.toFixed(0)} ms`,
      COPY: `${copyMs.toFixed(0)} ms`,
      "peak memory": `${peakMb.toFixed(0)} MB`,
    };
    return [{ what: `${rows} observations`, figures, ratio: (importMs / copyMs).toFixed(1) }];
  });
}
