import { env } from "@/lib/env";

/** The page where the sandbox's mail can be read; null in the live world. */
export function sandboxMailUrl(): string | null {
  return env.WORLD === "sandbox" && env.SANDBOX_URL ? new URL("/mail", env.SANDBOX_URL).href : null;
}
