import pg from "pg";
import { z } from "zod";
import { type CheapestOfFamily, cheapestOfFamilies } from "@/lib/prices/cheapest";
import { readWords, runCommand, usageRefusal, writeLines } from "./command";
import { withWorld } from "./with-world";

const usage = "npm run -s prices:cheapest -- --since YYYY-MM-DD [--json] [--live]";

await runCommand(async () => {
  const { values, positionals } = readWords(usage, {
    since: { type: "string" },
    json: { type: "boolean" },
    live: { type: "boolean" },
  });
  const since = z.iso.date().safeParse(values.since);
  if (!since.success || positionals.length > 0) throw usageRefusal(usage);
  const rows = await withWorld(values.live ? "live" : "sandbox", async ({ env }) => {
    const client = new pg.Client({ connectionString: env.DATABASE_URL });
    await client.connect();
    return cheapestOfFamilies(client, {
      since: since.data,
      withLive: values.live ?? false,
    }).finally(() => client.end());
  });
  writeLines(values.json ? [JSON.stringify(rows, null, 2)] : table(rows));
});

/** Columns as wide as their widest cell; prices to the right. */
function table(rows: readonly CheapestOfFamily[]): string[] {
  const head = ["FAMILY", "$/GPU-h", "PROVIDER", "MODEL", "OFFER", "REGION", "SEEN"];
  const cells = rows.map((row) => [
    row.family,
    row.pricePerGpuHour,
    row.provider,
    row.model,
    row.offer ?? "–",
    row.region ?? "–",
    row.date,
  ]);
  const widths = head.map((_, at) =>
    Math.max(...[head, ...cells].map((line) => line[at]?.length ?? 0)),
  );
  return [head, ...cells].map((line) =>
    line
      .map((cell, at) => (at === 1 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
