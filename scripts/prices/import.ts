import { createWriteStream, type WriteStream } from "node:fs";
import path from "node:path";
import pg from "pg";
import { type ImportResult, importFile } from "@/lib/prices/import/import-file";
import type { Remark } from "@/lib/prices/import/report";
import { readWords, runCommand, usageRefusal, writeLines } from "./command";
import { showProgress } from "./progress-bar";
import { withWorld } from "./with-world";

const usage = "npm run prices:import -- FILE [--report FILE] [--live]";

await runCommand(async () => {
  const { values, positionals } = readWords(usage, {
    live: { type: "boolean" },
    report: { type: "string" },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw usageRefusal(usage);
  // The command runs in the project's folder, whichever folder npm was called from.
  const from = process.env.INIT_CWD ?? process.cwd();
  const list = values.report ? openList(path.resolve(from, values.report)) : null;
  const result = await withWorld(values.live ? "live" : "sandbox", async ({ env }) => {
    const client = new pg.Client({ connectionString: env.DATABASE_URL });
    await client.connect();
    const progress = showProgress(path.basename(file));
    try {
      return await importFile(client, {
        path: path.resolve(from, file),
        now: new Date(),
        onProgress: progress.update,
        onRemark: (remark) => list?.write(csvLine(remark)),
      });
    } finally {
      progress.end();
      await client.end();
    }
  });
  list?.end();
  writeLines(say(result));
});

/** Every row that was not simply taken, one a line. */
function openList(file: string): WriteStream {
  const stream = createWriteStream(file);
  stream.write("line,outcome,reason\n");
  return stream;
}

function csvLine({ line, outcome, reason }: Remark): string {
  return `${line},${outcome},"${reason.replaceAll('"', '""')}"\n`;
}

function say({ kind, counts, reasons }: ImportResult): string[] {
  const { accepted, known, quarantined, rejected } = counts;
  return [
    `${kind}: ${accepted} accepted, ${known} known already, ${quarantined} quarantined, ${rejected} rejected`,
    ...reasons.map(({ outcome, reason, count, firstLines }) => {
      const more = count > firstLines.length ? ", ..." : "";
      return `  ${outcome}, ${reason}: ${count} (line ${firstLines.join(", ")}${more})`;
    }),
  ];
}
