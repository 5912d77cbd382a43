import { byGravity, faultOf } from "@/lib/health/faults";
import type { FaultClass, FirstAct, GpuFigures, Notice } from "@/lib/health/types";
import { meaningOfXid } from "@/lib/health/xid";

/** One GPU's line; null: the driver does not say. */
interface Gpu {
  readonly uuid: string;
  readonly usePercent: number | null;
  readonly memoryUsed: number | null;
  readonly memoryTotal: number | null;
  readonly temperature: number | null;
  readonly powerWatts: number | null;
  readonly uncorrected: number | null;
  readonly isRetirePending: boolean | null;
}

/** What the script on a machine printed. */
export interface GpuReport {
  /** How `nvidia-smi` ended; null: there is none. */
  readonly smi: "fine" | "hangs" | "lost" | "failed" | null;
  readonly gpus: readonly Gpu[];
  readonly xids: readonly { readonly code: number; readonly ageS: number }[];
  readonly isRemapPending: boolean;
  readonly hasRemapFailed: boolean;
  /** The driver itself asks for a reset or a reboot. */
  readonly wantsReset: boolean;
  readonly diskFreePercent: number | null;
  readonly outOfMemoryAgeS: number | null;
}

/** Older lines of a log say what was. */
const FRESH_S = 600;
const LOW_DISK_PERCENT = 5;
/** What `nvidia-smi` ends with: killed for its time; no device; a lost device. */
const ends: Readonly<Record<number, GpuReport["smi"]>> = {
  0: "fine",
  124: "hangs",
  137: "hangs",
  127: null,
  6: "lost",
  15: "lost",
};

/**
 * Reads the script's lines, each a word and its fields. Whatever is not understood is left out:
 * containers see little of their host, drivers differ, and an unknown field is no fault. Pure.
 */
export function readGpuReport(text: string): GpuReport {
  const lines = text.split("\n").map((line) => line.split(",").map((field) => field.trim()));
  const of = (word: string) =>
    lines.filter(([first]) => first === word).map(([, ...fields]) => fields);
  const smi = number(of("smi")[0]?.[0]);
  const [total, free] = (of("disk")[0] ?? []).map(number);
  return {
    smi: smi === null ? null : smi in ends ? (ends[smi] ?? null) : "failed",
    gpus: of("gpu").flatMap(readGpu),
    xids: of("xid").flatMap(([code, age]) => readXid(number(code), number(age))),
    isRemapPending: of("remap").some(([pending]) => isYes(pending)),
    hasRemapFailed: of("remap").some(([, failure]) => isYes(failure)),
    wantsReset: of("action").some(([action]) => /reset|reboot/i.test(action ?? "")),
    diskFreePercent: total && typeof free === "number" ? Math.round((100 * free) / total) : null,
    outOfMemoryAgeS: number(of("oom")[0]?.[0]),
  };
}

function readGpu(fields: readonly string[]): Gpu[] {
  const [uuid, use, used, total, temperature, power, uncorrected, retire] = fields;
  if (!uuid?.startsWith("GPU-")) return [];
  return [
    {
      uuid,
      usePercent: number(use),
      memoryUsed: number(used),
      memoryTotal: number(total),
      temperature: number(temperature),
      powerWatts: number(power),
      uncorrected: number(uncorrected),
      isRetirePending: /^(yes|no)$/i.test(retire ?? "") ? isYes(retire) : null,
    },
  ];
}

function readXid(code: number | null, ageS: number | null) {
  return code === null || ageS === null ? [] : [{ code, ageS }];
}

function number(text: string | undefined): number | null {
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

function isYes(text: string | undefined): boolean {
  return /^(yes|1)$/i.test(text ?? "");
}

/** What a report shows of a machine's GPUs, a word of `deployments.health.seen` for it, and notices. */
export interface GpuJudgement {
  /** `null`: nothing can be said. */
  readonly ok: boolean | null;
  readonly fault?: FaultClass;
  readonly firstAct?: FirstAct;
  readonly word: string;
  readonly figure?: number;
  readonly notices: readonly Notice[];
  readonly figures: GpuFigures;
  /** The least errors seen of each GPU: more than that is growth. */
  readonly errorsBase: Readonly<Record<string, number>>;
}

interface Known {
  /** GPUs that are paid for. */
  readonly paidGpus: number;
  readonly errorsBase: Readonly<Record<string, number>>;
}

/**
 * Judges a report: fewer GPUs than are paid for, a fresh error of the driver's log, memory errors
 * that grow, a driver that hangs or asks for a reset. What can wait is a notice. Pure.
 */
export function judgeGpuReport(report: GpuReport, known: Known): GpuJudgement {
  const errorsBase = lowest(report.gpus, known.errorsBase);
  const shared = { notices: noticesOf(report), figures: figuresOf(report), errorsBase };
  const sign = signOf(report, known.paidGpus, errorsBase);
  if (sign) return { ok: false, ...sign, ...shared };
  const isFine = report.smi === "fine" && report.gpus.length > 0;
  return { ok: isFine ? true : null, word: isFine ? "gpu-fine" : "gpu-unseen", ...shared };
}

interface Sign {
  readonly fault: FaultClass;
  readonly firstAct?: FirstAct;
  readonly word: string;
  readonly figure?: number;
}

function signOf(report: GpuReport, paidGpus: number, base: Known["errorsBase"]): Sign | null {
  if (report.smi === "hangs") return { fault: "gpu-lost", word: "smi-hangs" };
  if (report.smi === "lost" || (report.smi === "fine" && report.gpus.length < paidGpus)) {
    return { fault: "gpu-lost", word: "gpus-missing", figure: paidGpus - report.gpus.length };
  }
  return xidSign(report) ?? memorySign(report, base);
}

/** The gravest of the fresh codes that make a machine unwell. */
function xidSign({ xids }: GpuReport): Sign | null {
  const signs = xids.flatMap(({ code, ageS }): Sign[] => {
    const meaning = meaningOfXid(code);
    if (ageS > FRESH_S || typeof meaning === "string") return [];
    return faultOf(meaning.fault).isTrouble ? [{ ...meaning, word: "xid", figure: code }] : [];
  });
  return signs.sort((one, other) => byGravity(one.fault, other.fault))[0] ?? null;
}

function memorySign(report: GpuReport, base: Known["errorsBase"]): Sign | null {
  if (report.hasRemapFailed) {
    return { fault: "gpu-fault", firstAct: "recreate", word: "remap-failed" };
  }
  if (report.wantsReset) return { fault: "gpu-fault", word: "driver-asks" };
  const grown = report.gpus.some(
    ({ uuid, uncorrected }) => uncorrected !== null && uncorrected > (base[uuid] ?? uncorrected),
  );
  return grown ? { fault: "gpu-fault", word: "memory-errors-grow" } : null;
}

function lowest(gpus: GpuReport["gpus"], before: Known["errorsBase"]) {
  const base: Record<string, number> = {};
  for (const { uuid, uncorrected } of gpus) {
    if (uncorrected !== null) base[uuid] = Math.min(uncorrected, before[uuid] ?? uncorrected);
  }
  return base;
}

function noticesOf(report: GpuReport): Notice[] {
  const { diskFreePercent: free, outOfMemoryAgeS: ageS } = report;
  const isWorn = report.isRemapPending || report.gpus.some((gpu) => gpu.isRetirePending === true);
  const isLow = free !== null && free < LOW_DISK_PERCENT;
  const hadNoMemory = ageS !== null && ageS <= FRESH_S;
  return [
    ...(isWorn ? [{ word: "memory-worn", figure: null, fault: "gpu-worn" } as const] : []),
    ...report.xids.flatMap(xidNotice),
    ...(isLow ? [{ word: "disk-nearly-full", figure: free, fault: "resource" } as const] : []),
    ...(hadNoMemory ? [{ word: "out-of-memory", figure: null, fault: "resource" } as const] : []),
    ...(report.smi === "failed"
      ? [{ word: "smi-failed", figure: null, fault: null } as const]
      : []),
  ];
}

function xidNotice({ code, ageS }: GpuReport["xids"][number]): Notice[] {
  if (ageS > FRESH_S) return [];
  const meaning = meaningOfXid(code);
  if (meaning === "unknown") return [{ word: "unknown-xid", figure: code, fault: null }];
  if (meaning === "silent" || faultOf(meaning.fault).isTrouble) return [];
  return [{ word: "memory-worn", figure: code, fault: meaning.fault }];
}

function figuresOf({ gpus }: GpuReport): GpuFigures {
  const used = sum(gpus.map(({ memoryUsed }) => memoryUsed));
  const total = sum(gpus.map(({ memoryTotal }) => memoryTotal));
  return {
    usePercent: most(gpus.map(({ usePercent }) => usePercent)),
    memoryPercent: used !== null && total ? Math.round((100 * used) / total) : null,
    temperature: most(gpus.map(({ temperature }) => temperature)),
    powerWatts: sum(gpus.map(({ powerWatts }) => powerWatts)),
  };
}

function told(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

function most(values: readonly (number | null)[]): number | null {
  const known = told(values);
  return known.length > 0 ? Math.max(...known) : null;
}

function sum(values: readonly (number | null)[]): number | null {
  const known = told(values);
  return known.length > 0 ? known.reduce((all, one) => all + one, 0) : null;
}
