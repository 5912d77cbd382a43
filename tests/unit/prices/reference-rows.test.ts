import { describe, expect, it } from "vitest";
import { mergeRows, type ReferenceRow } from "@/lib/prices/reference-rows";

const row = (change: Partial<ReferenceRow>): ReferenceRow => ({
  provider_id: "nebius",
  provider_name: "Nebius",
  instance_type: null,
  gpu_model: "h200",
  gpu_spelling: "H200",
  gpu_count: 1,
  is_partition: false,
  gpu_memory_gb: 141,
  vcpu: null,
  ram_gb: null,
  disk_gb: null,
  region: null,
  pricing_model: "on-demand",
  price_per_hour_micros: "2450000",
  price_per_gpu_hour_micros: "2450000",
  observed_on: "2026-07-20",
  source: "tracker",
  ...change,
});
const table = row({ gpu_model: "h200-sxm", observed_on: "2026-08-22", source: "page" });
const sources = (snapshot: ReferenceRow[], tables = [table]) =>
  mergeRows(snapshot, tables).map((one) => one.source);

describe("a dated table beside the snapshot", () => {
  it("takes the place of older rows of the same thing, and of its own day", () => {
    expect(sources([row({ gpu_model: "h200-sxm" })])).toEqual(["page"]);
    expect(sources([row({ gpu_model: "h200-sxm", observed_on: "2026-08-22" })])).toEqual(["page"]);
  });

  it("takes the place of rows that name the model less exactly, but not of another model's", () => {
    expect(sources([row({})])).toEqual(["page"]);
    expect(sources([row({ gpu_model: "h200-nvl" })])).toEqual(["tracker", "page"]);
    expect(sources([row({ gpu_model: null })])).toEqual(["tracker", "page"]);
  });

  it("yields to newer rows", () => {
    expect(sources([row({ observed_on: "2026-09-01" })])).toEqual(["tracker"]);
  });

  it.each([
    ["provider", { provider_id: "crusoe" }],
    ["count", { gpu_count: 8 }],
    ["pricing model", { pricing_model: "spot" }],
    ["slice", { is_partition: true }],
  ])("leaves rows of another %s alone", (_what, change) => {
    expect(sources([row(change)])).toEqual(["tracker", "page"]);
  });
});
