import { findGpu } from "@/lib/gpus/catalog";
import { normalizeGpu } from "@/lib/gpus/normalize-gpu";
import { BrokenFile } from "./broken-file";
import { type OnProgress, openRows } from "./read-table";

/** What our rules read in a spelling; nulls where they know no GPU by it. */
export interface ReadSpelling {
  readonly spelling: string;
  readonly memoryGib: number | null;
  /** The model's name. */
  readonly canonical: string | null;
  readonly family: string | null;
  readonly vendor: string | null;
  readonly partition: boolean | null;
}

const columnPairs = [
  ["spelling", "memory_hint_gib"],
  ["spelling", "memoryGib"],
  ["gpu_model", "gpu_memory_gib"],
  ["spelling", null],
  ["gpu_model", null],
] as const;

/**
 * Reads a CSV with a column of spellings, and one of memory where it has one, and answers each
 * distinct pair once, in the order of the file. Throws `BrokenFile` where it has no such column.
 */
export async function* readSpellings(
  path: string,
  onProgress: OnProgress,
): AsyncGenerator<ReadSpelling> {
  const { header, chunks } = await openRows(path, onProgress);
  const columns = columnPairs.find(([spelling, memory]) => {
    return header.includes(spelling) && (memory === null || header.includes(memory));
  });
  if (!columns) throw new BrokenFile("It has no column spelling or gpu_model.");
  const [spellingColumn, memoryColumn] = columns;
  const seen = new Set<string>();
  for await (const rows of chunks) {
    for (const { cells } of rows) {
      const spelling = cells?.[spellingColumn] ?? "";
      const memory = memoryColumn === null ? "" : (cells?.[memoryColumn] ?? "");
      const key = JSON.stringify([spelling, memory]);
      if (spelling === "" || seen.has(key)) continue;
      seen.add(key);
      yield read(spelling, memory);
    }
  }
}

function read(spelling: string, memory: string): ReadSpelling {
  const memoryGib = /^\d+(?:\.\d+)?$/.test(memory) ? Number(memory) : null;
  const found = normalizeGpu({ spelling, memoryGb: memoryGib });
  const model = found.kind === "model" ? findGpu(found.modelId) : null;
  return {
    spelling,
    memoryGib,
    canonical: model?.name ?? null,
    family: model?.family ?? null,
    vendor: model?.vendor ?? null,
    partition: found.kind === "model" ? found.partition !== null : null,
  };
}
