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

  it("finds every model by its own name, and again by the name of what it found", () => {
    for (const model of allGpus()) {
      const found = modelOf(model.name);
      if (found !== null) expect(modelOf(findGpu(found)?.name ?? "")).toBe(found);
    }
    expect(names.filter((name) => modelOf(name) === null)).toEqual([]);
  });

  it("does not care in which order chip, board, memory and maker are said", () => {
    const chips = fc.constantFrom("H100", "A100", "H200", "V100", "L40S", "B200", "MI300X");
    const said = fc.tuple(
      fc.constantFrom("NVIDIA", "AMD", "GPU"),
      fc.constantFrom("SXM", "PCIe", "NVL"),
      fc.constantFrom("80GB", "40GB", "VRAM"),
    );
    fc.assert(
      fc.property(chips, said, fc.nat(), (chip, words, turn) => {
        const parts = [chip, ...words];
        const at = turn % parts.length;
        const turned = [...parts.slice(at), ...parts.slice(0, at)];
        expect(modelOf(turned.join(" "))).toBe(modelOf(parts.join(" ")));
      }),
    );
  });

  it("does not care for spaces around or between the words", () => {
    const gaps = fc.constantFrom("  ", "\t", "\u00a0", " \u200b");
    fc.assert(
      fc.property(anyName, gaps, (name, gap) => {
        expect(modelOf(`${gap}${name.replaceAll(" ", gap)}${gap}`)).toBe(modelOf(name));
      }),
    );
  });

  it("never takes a slice for a whole card, whatever else is said", () => {
    const slices = fc.constantFrom("MIG 1g.10gb", "MIG 1g.5gb", "1/2", "1/8", "0.25x", "MIG");
    const cards = fc.constantFrom("H100 80GB", "A100 SXM 80GB", "A100 40GB", "L4", "A10", "H200");
    fc.assert(
      fc.property(
        cards,
        slices,
        noise,
        fc.option(fc.constantFrom(10, 24, 80)),
        (card, slice, word, memoryGb) => {
          const found = normalizeGpu({ spelling: `${card} ${word} ${slice}`, memoryGb });
          if (found.kind === "model") expect(found.partition).not.toBeNull();
        },
      ),
    );
  });

  it("takes a card with little of its memory for a slice", () => {
    const whole = allGpus().filter((model) => model.memoryGb !== null && model.memoryGb >= 40);
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.double({ min: 0.05, max: 0.4, noNaN: true }),
        (model, share) => {
          const memoryGb = (model.memoryGb ?? 0) * share;
          const found = normalizeGpu({ spelling: model.name, memoryGb });
          if (found.kind === "model") expect(found.partition).not.toBeNull();
        },
      ),
    );
  });
});
