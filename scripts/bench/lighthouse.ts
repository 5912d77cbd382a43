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
const pages = ["/", "/gpus", "/gpus/h100-sxm", "/sources", `/zh${EMPTY_PAGE}`, "/zh/gpus"] as const;
const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
type Category = (typeof categories)[number];

const report = z.object({
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
});

/**
 * Scores of the public pages of a live world, and of an empty page of the same application that is
 * added to the clone before it is built. A Chinese page stands beside the empty page in Chinese: where the
 * browser has no Chinese font of its own, any Chinese page loads one.
 */
export async function lighthouseRows(): Promise<readonly Row[]> {
  const clone = await cloneProject();
  try {
    addEmptyPage(clone);
    const running = await startClone(clone, ["--live"], { SMTP_URL: "smtp://127.0.0.1:2525" });
    try {
      return await scoresOf(running.address, [EMPTY_PAGE, ...pages], clone);
    } finally {
      await running.stop();
    }
  } finally {
    clone.remove();
  }
}

/** Every page once a round, so that what else the machine does meets all of them alike. */
async function scoresOf(
  address: string,
  asked: readonly string[],
  { folder }: Clone,
): Promise<readonly Row[]> {
  const scores = new Map<string, Map<Category, number>[]>(asked.map((page) => [page, []]));
  for (let round = 0; round < RUNS; round += 1) {
    for (const page of asked) scores.get(page)?.push(await once(`${address}${page}`, folder));
  }
  return [...scores].map(([what, rounds]) => ({ what, figures: medians(rounds) }));
}

function medians(rounds: readonly Map<Category, number>[]): Row["figures"] {
  return Object.fromEntries(
    categories.map((category) => [
      category,
      median(rounds.map((round) => round.get(category) ?? 0)).toFixed(0),
    ]),
  );
}

async function once(url: string, folder: string): Promise<Map<Category, number>> {
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
  return new Map(categories.map((name) => [name, (parsed.categories[name]?.score ?? 0) * 100]));
}
