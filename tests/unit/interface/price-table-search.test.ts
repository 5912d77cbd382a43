import { expect, it } from "vitest";
import { bestCells, countFacet, findRows, loosenings } from "@/components/prices/matrix/rows";
import { emptySearch, readSearch, readWords, writeSearch } from "@/components/prices/matrix/search";
import type { MatrixCell, MatrixRow } from "@/lib/prices/types";

const live = (pricePerGpuHour: string): MatrixCell => ({
  kind: "live",
  offerId: `ofr_${pricePerGpuHour}`,
  pricePerGpuHour,
  region: null,
  availability: "available",
  observedAt: "2026-11-22T10:00:00.000Z",
  freshness: "fresh",
  offerCount: 1,
});
const dated = (pricePerGpuHour: string): MatrixCell => ({
  kind: "reference",
  pricePerGpuHour,
  observedOn: "2026-08-01",
});

function row(modelId: string, facts: Partial<MatrixRow>): MatrixRow {
  return {
    modelId,
    name: modelId.toUpperCase().replaceAll("-", " "),
    family: "H100",
    vendor: "NVIDIA",
    memoryGb: 80,
    formFactor: null,
    isUnspecific: false,
    cells: {},
    cheapest: null,
    spot: { cells: {}, cheapest: null },
    ...facts,
  };
}

const rows = [
  row("h100-sxm", {
    cells: { runpod: live("2.69"), lambda: live("3.99"), vast: dated("1.49"), aws: dated("6.88") },
    cheapest: { providerId: "runpod", kind: "live" },
    spot: { cells: { vast: dated("0.9") }, cheapest: { providerId: "vast", kind: "reference" } },
  }),
  row("rtx-4090", {
    memoryGb: 24,
    cells: { cloudrift: live("0.35") },
    cheapest: { providerId: "cloudrift", kind: "live" },
  }),
  row("mi300x", {
    vendor: "AMD",
    memoryGb: 192,
    cells: { vast: dated("0.2") },
    cheapest: { providerId: "vast", kind: "reference" },
  }),
];
const found = (search: Partial<typeof emptySearch>) =>
  findRows(rows, { ...emptySearch, ...search }).map((each) => each.modelId);

it("keeps a search in the address and reads it back", () => {
  const address =
    "?q=h100&vendor=NVIDIA,AMD&memory=80&provider=runpod&pricing=spot&live=1&sort=price";
  expect(writeSearch(readSearch(address))).toBe(address);
  expect(writeSearch(readSearch("?sort=hostile&pricing=free&utm=1"))).toBe("");
});

it.each([
  ["H100 80 GB under $2", { words: ["h100"], memoryGb: 80, under: 2 }],
  ["rtx4090 < 0.5", { words: ["rtx4090"], memoryGb: null, under: 0.5 }],
  ["h200 低于 $3.5", { words: ["h200"], memoryGb: null, under: 3.5 }],
  ["  ", { words: [], memoryGb: null, under: null }],
])("understands %j", (q, meaning) => {
  expect(readWords(q)).toEqual(meaning);
});

it("finds a GPU by name however it is spaced, by memory and by ceiling", () => {
  expect(found({ q: "rtx4090" })).toEqual(["rtx-4090"]);
  expect(found({ q: "80 gb" })).toEqual(["h100-sxm"]);
  expect(found({ q: "h100 under $1.5" })).toEqual(["h100-sxm"]);
  expect(found({ q: "h100 under $1" })).toEqual([]);
});

it("leaves only what is live when asked to, and only what is sold as spot", () => {
  expect(found({ isLiveOnly: true })).toEqual(["h100-sxm", "rtx-4090"]);
  expect(found({ isLiveOnly: true, q: "h100 under $1.5" })).toEqual([]);
  expect(found({ pricing: "spot" })).toEqual(["h100-sxm"]);
});

it("sorts live prices before dated ones, whatever they say", () => {
  expect(found({ sort: "price" })).toEqual(["rtx-4090", "h100-sxm", "mi300x"]);
  expect(found({ sort: "memory" })).toEqual(["mi300x", "h100-sxm", "rtx-4090"]);
});

it("counts what each value of a filter would leave", () => {
  const search = { ...emptySearch, vendors: ["AMD"] };
  expect(countFacet(rows, search, "vendors")).toEqual([
    { value: "NVIDIA", count: 2 },
    { value: "AMD", count: 1 },
  ]);
  expect(countFacet(rows, search, "providers")).toEqual([{ value: "vast", count: 1 }]);
});

it("says which filter to loosen and what that brings when nothing is left", () => {
  const search = { ...emptySearch, vendors: ["AMD"], memoriesGb: ["24"] };
  expect(findRows(rows, search)).toEqual([]);
  expect(loosenings(rows, search).map(({ filter, count }) => [filter, count])).toEqual([
    ["vendors", 1],
    ["memoriesGb", 1],
  ]);
});

it("shows three best offers with live ones first", () => {
  const [first] = rows;
  expect(first && bestCells(first, "on-demand").map(([providerId]) => providerId)).toEqual([
    "runpod",
    "lambda",
    "vast",
  ]);
});
