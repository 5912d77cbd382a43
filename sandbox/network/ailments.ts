import type { Condition } from "./conditions";

/** What people can let happen to a machine by one press, and what it does to its condition. */
export const ailments = {
  "power-off": { power: "cut" },
  hang: { power: "cut", until: "restarted" },
  "service-down": { service: "down" },
  "gpu-lost": { gpusLost: 1 },
  "gpu-error": { xids: [48] },
  idle: { gpuPercent: 0, powerWatts: 62, temperature: 31 },
  slow: { slowMs: 3_000 },
} as const satisfies Record<string, Condition>;

export type Ailment = keyof typeof ailments;

export const ailmentNames = Object.keys(ailments).filter((name): name is Ailment =>
  Object.hasOwn(ailments, name),
);
