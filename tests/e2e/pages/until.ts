import { vi } from "vitest";
import { hangs } from "@/tests/setup/limits";

/** Looks again and again until there is an answer; fails with what was waited for. */
export function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  return vi.waitFor(
    async () => {
      const found = await look();
      if (found === undefined || found === false) throw new Error(`waited in vain for ${what}`);
      return found;
    },
    { timeout: hangs.waitMs, interval: 250 },
  );
}
