import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { inRoot } from "@/scripts/launch/root";

export interface Source {
  /** Path inside the project. */
  file: string;
  text: string;
}

const product = [
  "app",
  "components",
  "lib",
  "workers",
  "proxy.ts",
  "instrumentation.ts",
  "instrumentation-client.ts",
];

/** Every hand-written TypeScript file of the product. */
export function productSources(): Source[] {
  return sourcesIn(product).filter(({ file }) => !file.startsWith("lib/generated/"));
}

/** TypeScript files at or below these places of the project. */
export function sourcesIn(places: readonly string[]): Source[] {
  return places.flatMap((place) => {
    const at = inRoot(place);
    if (!existsSync(at)) return [];
    const files = statSync(at).isDirectory()
      ? readdirSync(at, { recursive: true, encoding: "utf8" }).map((name) => path.join(place, name))
      : [place];
    return files
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => ({ file, text: readFileSync(inRoot(file), "utf8") }));
  });
}

/** "file: what was found", for each file outside the allowed ones in which the pattern is found. */
export function findings(sources: readonly Source[], pattern: RegExp, allowed: RegExp): string[] {
  return sources
    .filter(({ file }) => !allowed.test(file))
    .flatMap(({ file, text }) => {
      const found = pattern.exec(text)?.[0];
      return found === undefined ? [] : [`${file}: ${found.trim()}`];
    });
}
