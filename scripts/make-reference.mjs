// Writes the reference snapshot, the GPU specifications and the twins' start prices from a folder
// of collected price facts:  npx tsx scripts/make-reference.mjs PATH_TO_PRICES
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeReference } from "./make-reference/make.ts";

const [pricesDir] = process.argv.slice(2);
if (!pricesDir) throw new Error("say where the price files are");
const root = fileURLToPath(new URL("..", import.meta.url));
for (const [path, text] of makeReference(pricesDir)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(`${path} ${Math.round(text.length / 1024)} kB`);
}
