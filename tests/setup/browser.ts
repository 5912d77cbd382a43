import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { inflate } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright";
import { z } from "zod";
import { inRoot } from "@/scripts/launch/root";

const packedFor = "linux x64";

/**
 * Starts a real Chromium: the one CHROMIUM_PATH names, else the one that comes with the packages
 * (Linux x64), else an installed Chrome.
 */
export async function openBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  if (named) return chromium.launch({ executablePath: named });
  if (`${process.platform} ${process.arch}` !== packedFor) return openInstalledChrome();
  const folder = await unpackChromium();
  return chromium.launch({
    executablePath: path.join(folder, "chromium"),
    // Root may not use Chromium's own sandbox, and the zygote needs it.
    args: ["--no-sandbox", "--no-zygote", "--font-render-hinting=none"],
    env: {
      ...presentOnly(process.env),
      HOME: folder,
      FONTCONFIG_FILE: path.join(folder, "fonts.conf"),
      LD_LIBRARY_PATH: path.join(folder, "al2023", "lib"),
    },
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

/** Unpacked once per version into the data folder: the package's own place is shared by all users. */
async function unpackChromium(): Promise<string> {
  const packageDir = path.join(path.dirname(entryOf("@sparticuz/chromium")), "..");
  const folder = inRoot(".data", "browser", versionOf(packageDir));
  if (existsSync(folder)) return folder;
  mkdirSync(path.dirname(folder), { recursive: true });
  const unfinished = mkdtempSync(`${folder}-`);
  const before = process.env.TMPDIR;
  // The package unpacks into the temporary folder, wherever that is at the moment.
  process.env.TMPDIR = unfinished;
  try {
    for (const archive of ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"]) {
      await inflate(path.join(packageDir, "bin", archive));
    }
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  writeFileSync(path.join(unfinished, "fonts.conf"), fontSettings(folder));
  return putInPlace(unfinished, folder);
}

/** The system's fonts, and those of the package for a system that has none. */
function fontSettings(folder: string): string {
  const places = ["/usr/share/fonts", "/usr/local/share/fonts", path.join(folder, "fonts")];
  const lines = places.map((place) => `<dir>${place}</dir>`);
  const cache = `<cachedir>${path.join(folder, "fonts-cache")}</cachedir>`;
  return `<?xml version="1.0"?>\n<fontconfig>${lines.join("")}${cache}</fontconfig>\n`;
}

/** Two runs may unpack at once; the first one to finish wins. */
function putInPlace(unfinished: string, folder: string): string {
  try {
    renameSync(unfinished, folder);
  } catch {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

function entryOf(name: string): string {
  return createRequire(import.meta.url).resolve(name);
}

function versionOf(packageDir: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(packageDir, "package.json"), "utf8"));
  return z.object({ version: z.string() }).parse(manifest).version;
}

function presentOnly(settings: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
