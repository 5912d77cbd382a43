import path from "node:path";
import { readSpellings } from "@/lib/prices/import/read-spellings";
import { readWords, runCommand, usageRefusal, writeLines } from "./command";

const usage = "npm run -s prices:normalise -- FILE.csv";

await runCommand(async () => {
  const { positionals } = readWords(usage, {});
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw usageRefusal(usage);
  const from = process.env.INIT_CWD ?? process.cwd();
  for await (const one of readSpellings(path.resolve(from, file), () => {})) {
    writeLines([JSON.stringify(one)]);
  }
});
