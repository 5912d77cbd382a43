import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allGpus, findGpu } from "@/lib/gpus/catalog";
import { normalizeGpu } from "@/lib/gpus/normalize-gpu";

const names = allGpus()
  .filter((model) => /\d/.test(model.name) && !model.id.endsWith("-modded"))
  .map((model) => model.name);
const anyName = fc.constantFrom(...names);
const noise = fc.constantFrom("NVIDIA", "GPU", "PCIe", "80GB", "SXM5", "8x", "Ti", "D", "(", "-");

function modelOf(spelling: string): string | null {
  const found = normalizeGpu({ spelling });
  return found.kind === "model" ? found.modelId : null;
}

describe("the normaliser, whatever it is given", () => {
  it("answers with a known model or with the spelling itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.double(), (spelling, memoryGb) => {
        const found = normalizeGpu({ spelling, memoryGb });
        if (found.kind === "unknown") expect(found.spelling).toBe(spelling);
        else expect(findGpu(found.modelId)).not.toBeNull();
      }),
    );
  });

  it("never finds a number that does not stand in the spelling", () => {
    const spellings = fc.array(fc.oneof(anyName, noise), { maxLength: 4 });
    fc.assert(
      fc.property(spellings, (parts) => {
        const spelling = parts.join(" ");
        const id = modelOf(spelling);
        const family = id === null ? "" : (findGpu(id)?.family ?? "");
        const numbers = family.match(/\d+/g) ?? [];
        expect(numbers.every((number) => spelling.includes(number))).toBe(true);
      }),
    );
  });

  it("does not care for case, separators, vendor or counts", () => {
    const separators = fc.constantFrom(" ", "_", "-");
    fc.assert(
      fc.property(anyName, separators, fc.boolean(), fc.nat({ max: 8 }), (name, gap, up, count) => {
        const plain = modelOf(name);
        const written = `${count + 1}x ${name}`.replaceAll(" ", gap);
        expect(modelOf(up ? written.toUpperCase() : written.toLowerCase())).toBe(plain);
      }),
    );
  });

  it("does not take a name with one more digit for the name", () => {
    fc.assert(
      fc.property(anyName, fc.nat({ max: 9 }), (name, digit) => {
        const longer = name.replace(/([a-z]*)(\d+)/i, `$1$2${digit}`);
        const found = modelOf(longer);
        if (found !== null)
          expect(findGpu(found)?.family).not.toBe(findGpu(modelOf(name) ?? "")?.family);
      }),
    );
  });
});
