import { later } from "@/lib/pace";

const EVERY_MS = 6 * 3_600_000;

/** When a provider is asked again whether it still takes a key that it took or refused at `at`. */
export function nextCheck(at: Date): Date {
  return later(at, EVERY_MS);
}
