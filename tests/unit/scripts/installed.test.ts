import { expect, test } from "vitest";
import { isInstalled } from "@/scripts/boot/installed.mjs";

const manifest = { dependencies: { zod: "4.0.0" }, optionalDependencies: { "only-mac": "1.0.0" } };
const lock = {
  packages: {
    "": manifest,
    "node_modules/zod": { version: "4.0.0" },
    "node_modules/only-mac": { version: "1.0.0", optional: true },
  },
};
const installed = (zod: string) => ({ packages: { "node_modules/zod": { version: zod } } });

test("packages are installed once, and an optional one for another system may be absent", () => {
  expect(isInstalled({ manifest, lock, record: installed("4.0.0") })).toBe(true);
});

test("they are installed anew when nothing, another version or not all is there", () => {
  expect(isInstalled({ manifest, lock, record: undefined })).toBe(false);
  expect(isInstalled({ manifest, lock, record: installed("3.9.9") })).toBe(false);
  expect(isInstalled({ manifest, lock, record: { packages: {} } })).toBe(false);
});

test("they are installed anew when package.json asks for something the lock does not know", () => {
  const wider = { ...manifest, dependencies: { zod: "4.0.0", pg: "8.0.0" } };
  expect(isInstalled({ manifest: wider, lock, record: installed("4.0.0") })).toBe(false);
});
