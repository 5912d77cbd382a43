import { join } from "node:path";
import { type CsvRow, readCsv } from "./csv";
import { encodeLows, encodeOffers } from "./encode";
import { weeklyLows } from "./lows";
import { chooseOffers } from "./offers";
import { namesOf } from "./provider-names";
import { origins } from "./sources";
import { makeSpecs } from "./specs";
import { cloudriftCatalog } from "./twins/cloudrift";
import { lambdaCatalog } from "./twins/lambda";
import { runpodCatalog } from "./twins/runpod";
import { vultrCatalog } from "./twins/vultr";

/** Text of every file made from the collected price facts, by its path in the project. */
export function makeReference(pricesDir: string): Map<string, string> {
  const offers = readCsv(join(pricesDir, "offers.csv"));
  const history = readCsv(join(pricesDir, "history.csv.gz"));
  const aliases = readCsv(join(pricesDir, "aliases.csv"));
  const chosen = chooseOffers(offers);
  const lows = weeklyLows(history);
  const providers = namesOf([...chosen, ...lows].map((row) => row.provider));
  return new Map([
    ["lib/gpus/specs.json", pretty(makeSpecs(readCsv(join(pricesDir, "gpus.csv")), aliases))],
    ["prisma/reference/offers.json", compact(encodeOffers(chosen))],
    ["prisma/reference/weekly-lows.json", compact(encodeLows(lows))],
    ["prisma/reference/sources.json", pretty(sources([...offers, ...history]))],
    ["prisma/reference/providers.json", pretty(providers)],
    ["sandbox/providers/runpod/catalog.json", pretty(runpodCatalog(offers))],
    ["sandbox/providers/lambda/catalog.json", pretty(lambdaCatalog(offers))],
    ["sandbox/providers/vultr/catalog.json", pretty(vultrCatalog(offers))],
    ["sandbox/providers/cloudrift/catalog.json", pretty(cloudriftCatalog(offers))],
  ]);
}

/** Every source with the days its observations span; figures-only sources have none. */
function sources(rows: readonly CsvRow[]) {
  const days = Map.groupBy(rows, (row) => (row.source_repo ?? row.source ?? "").split("#")[0]);
  return origins.map(({ repo, ...rest }) => {
    const seen = (days.get(repo) ?? []).map((row) =>
      (row.observed_at ?? row.date ?? "").slice(0, 10),
    );
    seen.sort();
    return {
      name: repo,
      url: `https://github.com/${repo}`,
      ...rest,
      firstOn: seen[0] ?? null,
      lastOn: seen.at(-1) ?? null,
    };
  });
}

/** Indented, with short lists of plain values on one line. */
function pretty(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  const oneLine = text.replaceAll(/\[\n\s+("[^[\]{}]*?")\n\s+\]/g, (_, items: string) => {
    return `[${items.replaceAll(/,\n\s+/g, ", ")}]`;
  });
  return `${oneLine}\n`;
}

/** One line per list, so that a change of the data is a readable change of the file. */
function compact(value: unknown): string {
  return `${JSON.stringify(value).replaceAll(/(\],|\},)(?=["{])/g, "$1\n")}\n`;
}
