import { type Browser, chromium } from "playwright";
import { packedChromium } from "@/scripts/browser/chromium";

/**
 * Starts a real Chromium: the one CHROMIUM_PATH names, else the one that comes with the packages
 * (Linux x64), else an installed Chrome.
 */
export async function openBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  if (named) return chromium.launch({ executablePath: named });
  const packed = await packedChromium();
  if (!packed) return openInstalledChrome();
  return chromium.launch({
    executablePath: packed.executable,
    args: [...packed.args],
    env: { ...presentOnly(process.env), ...packed.settings },
  });
}

async function openInstalledChrome(): Promise<Browser> {
  try {
    return await chromium.launch({ channel: "chrome" });
  } catch {
    throw new Error(
      "No browser for the journeys: install Google Chrome, or set CHROMIUM_PATH to a Chromium.",
    );
  }
}

function presentOnly(settings: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
