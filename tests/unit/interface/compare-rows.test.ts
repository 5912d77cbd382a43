import { expect, it } from "vitest";
import { compareGroups } from "@/components/prices/compare/compare-rows";
import { findGpu } from "@/lib/gpus/catalog";
import type { ComparedGpu } from "@/lib/market/types";
import type { PriceView } from "@/lib/prices/types";

const live: PriceView = {
  kind: "live",
  offerId: "off_1",
  providerId: "runpod",
  providerName: "RunPod",
  modelId: "",
  pricePerGpuHour: "2",
  region: null,
  area: "europe",
  availability: "available",
  observedAt: "2026-11-22T12:00:00.000Z",
  freshness: "fresh",
  isLaunchable: true,
};
const dated: PriceView = {
  kind: "reference",
  providerId: "aws",
  providerName: "AWS",
  modelId: "",
  pricePerGpuHour: "1",
  region: null,
  area: null,
  observedOn: "2026-08-22",
};

function compared(id: string, cheapest: PriceView | null): ComparedGpu {
  const gpu = findGpu(id);
  if (!gpu) throw new Error(`no GPU ${id}`);
  return { gpu, cheapest, spot: null, providerCount: 1, areas: [] };
}
const rowsOf = (...gpus: ComparedGpu[]) =>
  new Map(compareGroups(gpus).flatMap(({ rows }) => rows.map((row) => [row.label, row])));

it("marks the best of a row, cheaper or more, and no row in which all are alike", () => {
  const rows = rowsOf(
    compared("h100-sxm", live),
    compared("l4", { ...live, pricePerGpuHour: "0.5" }),
  );
  expect(rows.get("onDemand")?.best).toEqual([false, true]);
  expect(rows.get("memory")?.best).toEqual([true, false]);
  expect(rows.get("power")?.best).toEqual([false, true]);
  expect(rows.get("vendor")).toMatchObject({ isSame: true, best: [false, false] });
});

it("never calls a dated price the best", () => {
  const rows = rowsOf(compared("h100-sxm", live), compared("h200", dated));
  expect(rows.get("onDemand")?.best).toEqual([false, false]);
  expect(rows.get("onDemand")?.cells[1]).toEqual({ kind: "price", value: "1", isDated: true });
});

it("divides the price by dense throughput and by memory, and by nothing nobody published", () => {
  const rows = rowsOf(compared("h100-sxm", live), compared("a100-80gb", live));
  expect(rows.get("perTflop")?.cells).toEqual([
    { kind: "price", value: "0.002021", isDated: false },
    { kind: "none" },
  ]);
  expect(rows.get("perGb")?.cells[0]).toMatchObject({ value: "0.025" });
});

it("leaves out what is known of none", () => {
  const rows = rowsOf(compared("h100-sxm", null), compared("h200", null));
  expect(rows.has("onDemand")).toBe(false);
  expect(rows.has("europe")).toBe(false);
});
