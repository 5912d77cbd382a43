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
] as const;

export interface Notice {
  readonly word: (typeof noticeWords)[number];
  /** A number that goes with it: the code, or what is left in percent. */
  readonly figure: number | null;
  /** `null`: nobody says what it is. */
  readonly fault: FaultClass | null;
}
