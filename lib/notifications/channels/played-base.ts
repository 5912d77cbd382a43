import { env } from "@/lib/env";

/** Nothing listens there: a sandbox world without its sandbox reaches nobody. */
const NOWHERE = "http://127.0.0.1:9";

/** Where a service is reached: its own address, or in the sandbox world its stand-in's. */
export function baseOf(service: string, real: string): string {
  if (env.WORLD === "live") return real;
  return `${(env.SANDBOX_URL ?? NOWHERE).replace(/\/$/, "")}/${service}`;
}
