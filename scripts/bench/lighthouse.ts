import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { chromiumCommand } from "../browser/chromium";
import { type Clone, cloneProject, startClone } from "./clone";
import { addEmptyPage, EMPTY_PAGE } from "./empty-page";
import { median, type Row } from "./report";

const run = promisify(execFile);
const RUNS = 5;
const LIGHTHOUSE = "lighthouse@13.5.0";
const pages = ["/", "/gpus", "/gpus/h100-sxm", "/sources", "/zh/gpus"] as const;
const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
type Category = (typeof categories)[number];

const report = z.object({
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
});

/**
 * Scores of the public pages of a live world, and of an empty page of the same application that is
 * added to the clone before it is built.
 */
export async function lighthouseRows(): Promise<readonly Row[]> {
  const clone = await cloneProject();
  try {
    addEmptyPage(clone);
    const running = await startClone(clone, ["--live"], { SMTP_URL: "smtp://127.0.0.1:2525" });
    try {
      const rows: Row[] = [];
      for (const page of [EMPTY_PAGE, ...pages])
        rows.push(await score(running.address, page, clone));
      return rows;
    } finally {
      await running.stop();
    }
  } finally {
    clone.remove();
  }
}

async function score(address: string, page: string, { folder }: Clone): Promise<Row> {
  const scores = new Map<Category, number[]>();
  for (let round = 0; round < RUNS; round += 1) {
    for (const [category, value] of await once(`${address}${page}`, folder)) {
      scores.set(category, [...(scores.get(category) ?? []), value]);
    }
  }
  const figures = Object.fromEntries(
    categories.map((category) => [category, median(scores.get(category) ?? []).toFixed(0)]),
  );
  return { what: page, figures };
}

async function once(
  url: string,
  folder: string,
): Promise<readonly (readonly [Category, number])[]> {
  const file = path.join(folder, "lighthouse.json");
  const flags = "--headless=new --no-sandbox --no-zygote --disable-gpu";
  await run(
    "npx",
    [
      "--yes",
      LIGHTHOUSE,
      url,
      "--quiet",
      "--output=json",
      `--output-path=${file}`,
      `--chrome-flags=${flags}`,
    ],
    {
      cwd: folder,
      env: { ...process.env, CHROME_PATH: await chromiumCommand(folder) },
      maxBuffer: 1 << 26,
    },
  );
  const parsed = report.parse(JSON.parse(readFileSync(file, "utf8")));
  return categories.map((name) => [name, (parsed.categories[name]?.score ?? 0) * 100] as const);
}
