import Bowser from "bowser";

/** What a browser says of itself, as far as it is understood. */
export interface DeviceWords {
  readonly browser: string | null;
  readonly system: string | null;
}

/** Reads a `User-Agent`; anybody can write one, so these are words, not facts. */
export function deviceOf(userAgent: string | null): DeviceWords {
  if (!userAgent) return { browser: null, system: null };
  const { browser, os } = Bowser.parse(userAgent);
  return { browser: browser.name || null, system: os.name || null };
}
