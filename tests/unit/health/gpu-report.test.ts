import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeGpuReport, readGpuReport } from "@/lib/health/gpu-report";
import { meaningOfXid } from "@/lib/health/xid";

const fine = [
  "smi,0",
  "gpu,GPU-a,35,40000,81559,61,412.5,0,No",
  "gpu,GPU-b,90,10000,81559,70,388.1,0,No",
  "remap,No,No",
  "action,None",
  "disk,1000,400",
];

function judged(lines: readonly string[], known = {}) {
  return judgeGpuReport(readGpuReport(lines.join("\n")), {
    paidGpus: 2,
    errorsBase: {},
    ...known,
  });
}

it("reads use, memory, heat and power of all GPUs", () => {
  expect(judged(fine)).toMatchObject({
    ok: true,
    notices: [],
    figures: { usePercent: 90, memoryPercent: 31, temperature: 70, powerWatts: 800.6 },
  });
});

describe("a GPU is lost", () => {
  it("where there are fewer than are paid for", () => {
    expect(judged(fine.slice(0, 2))).toMatchObject({
      ok: false,
      fault: "gpu-lost",
      word: "gpus-missing",
      figure: 1,
    });
    expect(judged(["smi,6"])).toMatchObject({ fault: "gpu-lost", figure: 2 });
  });

  it("where the driver's tool hangs", () => {
    expect(judged(["smi,124"])).toMatchObject({ fault: "gpu-lost", word: "smi-hangs" });
  });

  it("where it fell off the bus", () => {
    expect(judged([...fine, "xid,79,30"])).toMatchObject({ fault: "gpu-lost", figure: 79 });
  });
});

describe("a GPU is at fault", () => {
  it.each([48, 95, 74, 119, 120])("where the driver's log says %i", (code) => {
    expect(judged([...fine, `xid,${code},599`])).toMatchObject({ fault: "gpu-fault", word: "xid" });
  });

  it("where memory errors grew since the least that was seen", () => {
    const grown = fine.map((line) => line.replace("412.5,0", "412.5,7"));
    expect(judged(grown).ok).toBe(true);
    const seen = judged(grown, { errorsBase: { "GPU-a": 3 } });
    expect(seen).toMatchObject({ fault: "gpu-fault", word: "memory-errors-grow" });
    expect(seen.errorsBase).toEqual({ "GPU-a": 3, "GPU-b": 0 });
  });

  it("where the driver asks for a reset, and is to be replaced where memory cannot be", () => {
    expect(judged([...fine, "action,Reset"])).toMatchObject({ fault: "gpu-fault" });
    expect(judged([...fine, "remap,No,Yes"])).toMatchObject({ firstAct: "recreate" });
    expect(judged([...fine, "xid,64,5"])).toMatchObject({ firstAct: "recreate" });
  });
});

it.each([13, 31, 43, 45, 94])("takes %i for a fault of the program", (code) => {
  expect(judged([...fine, `xid,${code},10`]).fault).toBe("app-fault");
});

it("says the gravest of several, and leaves old lines of a log alone", () => {
  expect(judged([...fine, "xid,31,10", "xid,48,10", "xid,45,10"]).figure).toBe(48);
  expect(judged([...fine, "xid,79,601"])).toMatchObject({ ok: true });
});

describe("a notice", () => {
  it("is what can wait: worn memory, a full disk, a program that ran out of memory", () => {
    const { ok, notices } = judged([
      ...fine.filter((line) => !line.startsWith("disk")),
      "remap,Yes,No",
      "xid,63,10",
      "disk,1000,40",
      "oom,20",
    ]);
    expect(ok).toBe(true);
    expect(notices.map(({ word, fault }) => [word, fault])).toEqual([
      ["memory-worn", "gpu-worn"],
      ["memory-worn", "gpu-worn"],
      ["disk-nearly-full", "resource"],
      ["out-of-memory", "resource"],
    ]);
  });

  it("is a code nobody knows, and no fault", () => {
    expect(judged([...fine, "xid,999,10"])).toMatchObject({
      ok: true,
      notices: [{ word: "unknown-xid", figure: 999 }],
    });
    expect(meaningOfXid(999)).toBe("unknown");
    expect(meaningOfXid(154)).toBe("silent");
  });
});

describe("no opinion", () => {
  it("is what a machine without the driver's tool, or an old driver, tells", () => {
    expect(judged(["smi,127"])).toMatchObject({ ok: null, notices: [] });
    expect(judged(["smi,9"])).toMatchObject({ ok: null, notices: [{ word: "smi-failed" }] });
    const old = ["smi,0", "gpu,GPU-a,[N/A],1,2,[N/A],[N/A],[N/A],[N/A]", "gpu,GPU-b,1,1,2,3,4,5,6"];
    expect(judged(old)).toMatchObject({ ok: true, figures: { temperature: 3 } });
  });

  it("is what any other text means", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const lines = text.split("\n").map((line) => `motd ${line}`);
        expect(judged(lines)).toMatchObject({ ok: null, notices: [] });
      }),
    );
  });
});
