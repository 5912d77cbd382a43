import { expect, it } from "vitest";
import { buildDirectory, soldModels } from "@/lib/market/directory";
import { buildMatrix } from "@/lib/prices/gpu-matrix";
import { toSourceView } from "@/lib/prices/source-view";
import { providerMetas } from "@/lib/providers/meta";
import { makeOffer, now } from "../prices/live-offer";

const sources = providerMetas.flatMap((meta) =>
  meta.prices
    ? [toSourceView(meta, meta.prices, { row: null, table: null, doubts: undefined, now })]
    : [],
);
const reference = {
  providerId: "somebody",
  providerName: "Somebody",
  gpuModel: "h200",
  pricePerGpuHourMicros: 1_000_000n,
  region: null,
  observedOn: new Date("2026-08-22"),
};
const matrix = buildMatrix({
  now,
  offers: [
    makeOffer(),
    makeOffer({ id: "off_2", gpuModel: "l4", pricePerGpuHourMicros: 500_000n }),
  ],
  references: [reference],
  spotReferences: [{ ...reference, gpuModel: "t4" }],
  sources,
});

it("lists who is asked live before who is known from dated prices", () => {
  const directory = buildDirectory(matrix, sources);
  expect(directory.at(0)).toMatchObject({
    name: "RunPod",
    modelCount: 2,
    offerCount: 2,
    sells: ["H100 SXM", "L4"],
    cheapest: { kind: "live", pricePerGpuHour: "0.5", modelName: "L4" },
    live: { isLaunchable: true, fees: { stopped: "disk" } },
  });
  expect(directory.at(-1)).toMatchObject({
    name: "Somebody",
    offerCount: 0,
    cheapest: { kind: "reference", observedOn: "2026-08-22" },
    live: null,
  });
});

it("says of a provider what it sells on demand and what as spot", () => {
  const models = soldModels({ id: "somebody", name: "Somebody" }, matrix);
  expect(models.map(({ modelId, onDemand, spot }) => [modelId, !!onDemand, !!spot])).toEqual([
    ["h200", true, false],
    ["t4", false, true],
  ]);
});
