import { expect, it } from "vitest";
import { allGpus } from "@/lib/gpus/catalog";
import { comparePath, readComparePath, rivalOf } from "@/lib/gpus/compare-path";

it("reads ids that hold dashes themselves", () => {
  expect(readComparePath("a100-sxm-80gb-vs-h100-sxm")).toEqual({
    ids: ["a100-sxm-80gb", "h100-sxm"],
    isCanonical: true,
  });
});

it("has one address for each set of GPUs, whatever their order", () => {
  expect(comparePath(["h200", "b200", "h200"])).toBe("/compare/b200-vs-h200");
  expect(readComparePath("h200-vs-b200")).toEqual({ ids: ["b200", "h200"], isCanonical: false });
  expect(readComparePath("B200-vs-H200").isCanonical).toBe(false);
});

it("shows what it knows of an address that also names what nobody knows", () => {
  const { ids, isCanonical } = readComparePath("h100-sxm-vs-quantum-9000-vs-l4");
  expect([ids, isCanonical]).toEqual([["h100-sxm", "l4"], false]);
  expect(readComparePath("quantum-9000").ids).toEqual([]);
});

it("puts no more than four side by side", () => {
  expect(readComparePath("l4-vs-t4-vs-h200-vs-b200-vs-b300").ids).toHaveLength(4);
});

it("leads every pair of known GPUs to a canonical address", () => {
  const ids = allGpus().map(({ id }) => id);
  const broken = ids.filter((id) => {
    const part = comparePath([id, "h100-sxm"]).slice("/compare/".length);
    const read = readComparePath(part);
    return !read.isCanonical || !read.ids.includes(id);
  });
  expect(broken).toEqual([]);
});

it("compares a GPU first with another that is much wanted, never with its own kind", () => {
  expect(rivalOf("h100-sxm")).toBe("a100-80gb");
  expect(rivalOf("a100-sxm-80gb")).not.toBe("a100-80gb");
  expect(rivalOf("quantum-9000")).toBeNull();
});
