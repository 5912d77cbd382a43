import { describe, expect, it } from "vitest";
import { allGpus, findGpu, MOST_WANTED, variantsOf } from "@/lib/gpus/catalog";

describe("the GPU catalogue", () => {
  it("knows every model once, under an id that is safe in an address", () => {
    const ids = allGpus().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it("says null where a fact was not published", () => {
    expect(findGpu("h100-sxm")).toMatchObject({ memoryGb: 80, fp16TensorTflops: 989.4 });
    expect(findGpu("a100")).toMatchObject({ memoryGb: null, tdpWatts: null });
    expect(findGpu("h1000")).toBeNull();
  });

  it("lists ten different most wanted models, all known", () => {
    expect(new Set(MOST_WANTED).size).toBe(10);
    expect(MOST_WANTED.filter((id) => !findGpu(id))).toEqual([]);
  });

  it("lets a name without form factor stand for its variants, and no other", () => {
    const ids = (id: string) => variantsOf(id).map((model) => model.id);
    expect(ids("a100-80gb")).toEqual(["a100-80gb", "a100-pcie-80gb", "a100-sxm-80gb"]);
    expect(ids("h200")).toEqual(["h200", "h200-nvl", "h200-sxm"]);
    expect(ids("h100-sxm")).toEqual(["h100-sxm"]);
    expect(ids("l40")).toEqual(["l40"]);
    expect(ids("rtx-4090")).toEqual(["rtx-4090"]);
    expect(ids("nothing")).toEqual([]);
  });
});
