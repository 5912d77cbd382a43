import { expect, it } from "vitest";
import { sortSpecs, toSpecRow } from "@/components/prices/specs/spec-rows";
import { allGpus } from "@/lib/gpus/catalog";

const rows = allGpus().map(toSpecRow);

it.each(["ascending", "descending"] as const)(
  "puts what nobody published last when the order is %s",
  (direction) => {
    const values = sortSpecs(rows, { by: "memoryGb", direction }).map((row) => row.memoryGb);
    const known = values.filter((value) => value !== null);
    expect(values.slice(0, known.length)).toEqual(known);
    const sign = direction === "ascending" ? 1 : -1;
    expect(known).toEqual(known.toSorted((one, other) => sign * (one - other)));
  },
);

it("knows that RTX 5090 comes after RTX 4090", () => {
  const names = sortSpecs(rows, { by: "name", direction: "ascending" }).map(({ name }) => name);
  expect(names.indexOf("RTX 5090")).toBeGreaterThan(names.indexOf("RTX 4090"));
});
