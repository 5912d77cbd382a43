import {
  chmodSync,
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
import { z } from "zod";
import { inRoot } from "../launch/root";

/** A Chromium that comes with the packages, and what it needs around it. */
export interface PackedChromium {
  readonly executable: string;
  /** Root may not use Chromium's own sandbox, and the zygote needs it. */
  readonly args: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
}

/** The packed Chromium, unpacked on first use; `null` where none is packed for this system. */
export async function packedChromium(): Promise<PackedChromium | null> {
  if (`${process.platform} ${process.arch}` !== "linux x64") return null;
  const folder = await unpackChromium();
  return {
    executable: path.join(folder, "chromium"),
    args: ["--no-sandbox", "--no-zygote", "--font-render-hinting=none"],
    settings: {
      HOME: folder,
      FONTCONFIG_FILE: path.join(folder, "fonts.conf"),
      LD_LIBRARY_PATH: path.join(folder, "al2023", "lib"),
    },
  };
}

/** Writes a command into `folder` that starts the packed Chromium for tools that take a path alone. */
export async function chromiumCommand(folder: string): Promise<string> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const packed = await packedChromium();
  if (!packed) throw new Error("No browser: set CHROMIUM_PATH to a Chromium.");
  const settings = Object.entries(packed.settings).map(([name, value]) => `${name}='${value}'`);
  const file = path.join(folder, "chromium-command");
  const line = `exec env ${settings.join(" ")} '${packed.executable}' ${packed.args.join(" ")} "$@"`;
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
  return file;
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
