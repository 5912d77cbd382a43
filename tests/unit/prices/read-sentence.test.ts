import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSentence } from "@/lib/prices/read-sentence";

describe("a search sentence", () => {
  it.each([
    ["H100 80 GB under $2 in Europe", { q: "H100", vram: 80, max: 2, area: ["europe"] }],
    ["8xH100 below 20", { q: "H100", count: [8], max: 20 }],
    [
      "4x A100 spot under 1.5 dollars per gpu-hour",
      { q: "A100", count: [4], pricing: ["spot"], max: 1.5 },
    ],
    ["cheapest RTX 4090 in the US", { q: "RTX 4090", area: ["us"] }],
    ["rtx4090 $0.4", { q: "rtx4090", max: 0.4 }],
    [
      "secure L40S on demand, at least 48 GB of memory",
      { q: "L40S", tier: ["secure"], pricing: ["on-demand"], vram: 48 },
    ],
    ["MI300X", { q: "MI300X" }],
    ["H100 80GB 欧洲 低于2美元", { q: "H100", vram: 80, max: 2, area: ["europe"] }],
    ["2 美元以下 竞价 RTX 4090", { q: "RTX 4090", max: 2, pricing: ["spot"] }],
    ["在亚洲的 8 卡 H200，不超过 ¥", { q: "H200 不超过 ¥", area: ["asia"], count: [8] }],
    ["GPU with 24GB or more, community", { q: "", vram: 24, tier: ["community"] }],
    ["quantum 9000", { q: "quantum 9000" }],
    ["H100 under 2 EUR", { q: "H100 under 2 EUR" }],
    ["H100 20元以下", { q: "H100 20元以下" }],
    ["H100 under €2 in Europe", { q: "H100 under €2", area: ["europe"] }],
    ["Intel Max 1550", { q: "Intel Max 1550" }],
    ["H100 max $3", { q: "H100", max: 3 }],
    ["", { q: "" }],
  ])("reads “%s”", (sentence, query) => {
    expect(readSentence(sentence)).toEqual(query);
  });

  it("leaves names of GPUs alone", () => {
    for (const name of ["RTX 4090", "GTX 1080 Ti", "A100 PCIe", "GH200", "Tesla T4", "H100 NVL"]) {
      expect(readSentence(name)).toEqual({ q: name });
    }
  });

  it("never fails, whatever is written", () => {
    const words = fc.constantFrom(
      "H100",
      "under",
      "$2",
      "2",
      "GB",
      "80",
      "in",
      "europe",
      "us",
      "spot",
      "低于",
      "美元",
      "卡",
      "x",
      "8",
      ",",
    );
    const sentence = fc.oneof(
      fc.string(),
      fc.array(words).map((list) => list.join(" ")),
    );
    fc.assert(
      fc.property(sentence, (text) => {
        const { q, max, vram } = readSentence(text);
        expect(q.length).toBeLessThanOrEqual(200);
        expect([max ?? 1, vram ?? 1].every((number) => Number.isFinite(number))).toBe(true);
      }),
    );
  });
});
