/** What is concluded of a machine; `suspect`: something failed, and it is looked at again at once. */
export const verdicts = ["healthy", "suspect", "unhealthy", "unknown"] as const;
export type Verdict = (typeof verdicts)[number];

/** What is wrong with a machine, the gravest first. */
export const faultClasses = [
  "gone",
  "gpu-lost",
  "gpu-fault",
  "unreachable",
  "app-down",
  "app-fault",
  "gpu-worn",
  "resource",
  "control-plane",
] as const;
export type FaultClass = (typeof faultClasses)[number];

/** What helps first, where somebody or something acts. */
export const firstActs = [
  "recreate",
  "reboot",
  "reboot-in-window",
  "restart-workload",
  "notice",
  "freeze",
] as const;
export type FirstAct = (typeof firstActs)[number];

/** How a machine is looked at from outside and inside. */
export const probeKinds = ["tcp", "http", "gpu", "heartbeat"] as const;
export type ProbeKind = (typeof probeKinds)[number];

/** Why a round of probes was read as it was. */
export const roundReasons = [
  "all-fine",
  "no-opinion",
  "nothing-answers",
  "service-silent",
  "gpu-sign",
] as const;
export type RoundReason = (typeof roundReasons)[number];

/** What a GPU tells about itself; null: it does not say. */
export interface GpuFigures {
  /** The busiest one, in percent. */
  readonly usePercent: number | null;
  /** All of them together, in percent. */
  readonly memoryPercent: number | null;
  /** The hottest one, in degrees Celsius. */
  readonly temperature: number | null;
  /** All of them together, in watts. */
  readonly powerWatts: number | null;
}

/** Something worth knowing that makes no machine unwell; a key of `healthNotices`. */
export const noticeWords = [
  "memory-worn",
  "disk-nearly-full",
  "out-of-memory",
  "unknown-xid",
  "smi-failed",
  "host-key-changed",
] as const;

export interface Notice {
  readonly word: (typeof noticeWords)[number];
  /** A number that goes with it: the code, or what is left in percent. */
  readonly figure: number | null;
  /** `null`: nobody says what it is. */
  readonly fault: FaultClass | null;
}

/** How much of the past is shown. */
export const healthRanges = ["day", "week", "month"] as const;
export type HealthRange = (typeof healthRanges)[number];

/** One thing that was seen, as it was kept. */
export interface SeenView {
  /** A probe's kind, or `provider` for what the provider itself says. */
  readonly kind: string;
  readonly ok: boolean | null;
  readonly word: string;
  readonly figure: number | null;
  readonly ms: number | null;
}

/** One round of probes. Times are ISO instants. */
export interface RoundView {
  readonly at: string;
  readonly outcome: string;
  readonly reason: string;
  readonly seen: readonly SeenView[];
}

/** A stretch of rounds; figures are means, `null` where nothing was told. */
export interface StretchView {
  readonly fromAt: string;
  readonly rounds: number;
  readonly badRounds: number;
  readonly answerMs: number | null;
  readonly gpuUse: number | null;
  readonly gpuMemory: number | null;
  readonly gpuTemperature: number | null;
  readonly gpuWatts: number | null;
}

/** What was concluded of a machine, from what, and whether people were told. */
export interface ConclusionView {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly fault: string | null;
  readonly firstAct: string | null;
  readonly scope: string | null;
  readonly reason: string;
  readonly seen: readonly SeenView[];
  readonly badSince: string | null;
  /** Why nobody was told; `null`: people were. */
  readonly untold: string | null;
}

/** How a machine is made to tell of itself, and when it last did. */
export interface HeartbeatView {
  readonly at: string | null;
  readonly script: string;
}

/** How well a machine is and was. */
export interface HealthView {
  readonly verdict: Verdict;
  readonly since: string | null;
  readonly fault: FaultClass | null;
  readonly firstAct: FirstAct | null;
  readonly scope: string | null;
  readonly badSince: string | null;
  readonly isFlapping: boolean;
  /** Until when what fails does not count, as it is starting. */
  readonly graceUntil: string | null;
  /** The newest round of probes. */
  readonly last: RoundView | null;
  /** The newest figures of its GPUs and when they were told. */
  readonly gpu: (GpuFigures & { readonly at: string }) | null;
  /** Of how many seconds each stretch is, the oldest first; those without a round are left out. */
  readonly stretchSeconds: number;
  readonly stretches: readonly StretchView[];
  /** The newest first. */
  readonly conclusions: readonly ConclusionView[];
}
