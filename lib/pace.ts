import { env } from "@/lib/env";

/** A waiting time in this world: the sandbox may pass through its waits faster. */
export function paced(ms: number): number {
  return Math.ceil(ms / env.PACE);
}

/** `ms` of this world's waiting time after `at`. */
export function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + paced(ms));
}
