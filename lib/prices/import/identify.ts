import { hash } from "node:crypto";
import type { Observation } from "./observation";

/** An observation with the line of the file it stands on and its two names in the database. */
export interface FileRow {
  readonly line: number;
  readonly observation: Observation;
  /** Hash of everything it says: the same row twice is one row. */
  readonly id: string;
  /** Hash of what stays the same from one observation of an offer to the next. */
  readonly series: string;
}

/** Names an observation by what it says. */
export function identify(line: number, observation: Observation): FileRow {
  const o = observation;
  const offer = [o.providerId, o.offerName, o.gpuSpelling, o.gpuCount, o.gpuMemoryGb, o.region];
  const series = [...offer, o.tier, o.isStanding, o.source].join("\u001f");
  const prices = [o.onDemandMicros, o.spotMicros, o.onDemandGpuMicros, o.spotGpuMicros];
  const said = [series, o.vcpu, o.ramGb, o.diskGb, ...prices, o.observedAt].join("\u001f");
  return { line, observation, id: toUuid(hash("md5", said)), series: toUuid(hash("md5", series)) };
}

/** As the database writes it. */
function toUuid(hex: string): string {
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return [...parts, hex.slice(20)].join("-");
}
