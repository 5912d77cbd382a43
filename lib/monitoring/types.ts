import type { IdleRule } from "@/lib/deployments/idle/schema";
import type { DeploymentView } from "@/lib/deployments/types";

/** How long the line of the last hour is, in parts of five minutes. */
export const SPARK_PARTS = 12;

/** The newest figures of a machine; null: not known, or not of now. */
export interface FiguresView {
  /** Milliseconds until the slowest probe over the network was answered. */
  readonly answerMs: number | null;
  /** When its GPUs were last looked at. */
  readonly gpuSeenAt: string | null;
  /** Percent: the busiest GPU, and the memory of all of them. */
  readonly gpuUse: number | null;
  readonly gpuMemory: number | null;
  /** Degrees Celsius, of the hottest. */
  readonly gpuTemperature: number | null;
  /** Watts, of all of them. */
  readonly gpuWatts: number | null;
  /** Since when its GPUs do nothing. */
  readonly idleSince: string | null;
  /** What is wrong, a key of `healthFaults`. */
  readonly fault: string | null;
  /** The last hour, the newest last: GPU use in percent, and answers in milliseconds. */
  readonly useLine: readonly (number | null)[];
  readonly answerLine: readonly (number | null)[];
}

export interface MonitoredView extends DeploymentView {
  readonly figures: FiguresView;
}

/** All machines that the filters show, together. */
export interface SumsView {
  readonly running: number;
  readonly unwell: number;
  /** Machines with fresh GPU figures, and what these are used on average, in percent. */
  readonly seen: number;
  readonly meanUse: number | null;
  /** Machines whose GPUs do nothing, and what these cost per hour. */
  readonly idle: number;
  readonly idlePerHour: string;
  readonly perHour: string;
  /** The team's own idle rule. */
  readonly teamRule: IdleRule;
}
