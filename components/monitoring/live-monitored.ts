import type { MonitoredView } from "@/lib/monitoring/types";

/** A machine with its figures and its GPU's name. */
export interface LiveMonitored extends MonitoredView {
  readonly modelName: string;
}

/** One slice of the machines, and how many there are in all. */
export interface MonitoredRows {
  readonly total: number;
  readonly rows: readonly LiveMonitored[];
}
