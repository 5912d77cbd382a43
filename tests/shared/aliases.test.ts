import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findGpu } from "@/lib/gpus/catalog";
import { normalizeGpu } from "@/lib/gpus/normalize-gpu";
import { readCsv } from "@/scripts/make-reference/csv";
import { modelIdOf } from "@/scripts/make-reference/specs";

const rows = readCsv(join(process.env.SHARED_DIR ?? "../shared", "prices/aliases.csv"));

describe("the alias table", () => {
  it("has its rows", () => {
    expect(rows.length).toBeGreaterThan(400);
  });

  it.each(rows.map((row) => [row.spelling ?? "", row.memory_hint_gib ?? "", row] as const))(
    "resolves %s (%s GB) as listed",
    (spelling, memory, row) => {
      const found = normalizeGpu({ spelling, memoryGb: memory === "" ? null : Number(memory) });
      expect(found).toMatchObject({ kind: "model", modelId: modelIdOf(row.canonical ?? "") });
      if (found.kind !== "model") return;
      const model = findGpu(found.modelId);
      expect(model).toMatchObject({ name: row.canonical, family: row.family, vendor: row.vendor });
      expect(found.partition !== null).toBe(row.partition === "yes");
    },
  );
});
