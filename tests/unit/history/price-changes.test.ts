import { expect, it } from "vitest";
import { priceChanges } from "@/lib/history/price-changes";

const at = (day: number, price: bigint | null, gpuModel = "h100-sxm", providerId = "runpod") => ({
  providerId,
  gpuModel,
  at: new Date(Date.UTC(2026, 10, day)),
  pricePerGpuHourMicros: price,
  isListPrice: false,
});
const since = new Date(Date.UTC(2026, 10, 15));
const shape = (moves: ReturnType<typeof at>[]) =>
  priceChanges(moves, "on-demand", since).map(({ at: time, providerName, from, to }) =>
    [time.slice(8, 10), providerName, from, to].join(" "),
  );

it("tells what each provider's lowest price was and became", () => {
  const moves = [at(1, 3_000_000n), at(16, 2_500_000n), at(17, null), at(18, 2_600_000n)];
  expect(shape(moves)).toEqual(["16 RunPod 3 2.5", "17 RunPod 2.5 ", "18 RunPod  2.6"]);
});

it("leaves out moves of a dearer variant, and moments at which nothing changed in the end", () => {
  const moves = [
    at(1, 2_000_000n),
    at(16, 9_000_000n, "h100-pcie"),
    at(17, null),
    at(17, 2_000_000n, "h100-nvl"),
  ];
  expect(shape(moves)).toEqual([]);
});

it("tells small moves once they add up to a hundredth of the price", () => {
  const moves = [at(1, 1_000n), at(16, 996n), at(17, 992n), at(18, 988n)].map((move) => ({
    ...move,
    pricePerGpuHourMicros: (move.pricePerGpuHourMicros ?? 0n) * 1_000n,
  }));
  expect(shape(moves)).toEqual(["18 RunPod 1 0.988"]);
});
