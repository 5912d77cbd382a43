import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");
const always = ["common", "layout"];
/** Folders of components that stand on pages of the console. */
const onConsole = [
  "admin",
  "alerts",
  "billing",
  "console",
  "deployments",
  "growth",
  "incidents",
  "keys",
  "ssh-keys",
  "team",
  "templates",
  "volumes",
];

const read = (file: string) => readFileSync(path.join(root, file), "utf8");

function textsWanted(folder: string): string[] {
  const files = readdirSync(path.join(root, "components", folder), { recursive: true });
  return files
    .map(String)
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => read(path.join("components", folder, file)))
    .filter((source) => source.startsWith('"use client"'))
    .flatMap((source) => [...source.matchAll(/useTranslations(?:<[^>]*>)?\(["`](\w+)/g)])
    .flatMap(([, namespace]) => namespace ?? []);
}

it("sends every text to the browser that a page of the console says there", () => {
  const layout = read("app/[locale]/(console)/layout.tsx");
  const [, list = ""] = /namespaces=\{\[([^\]]*)\]\}/.exec(layout) ?? [];
  const sent = [...always, ...[...list.matchAll(/"(\w+)"/g)].map(([, name]) => name)];
  const wanted = new Set(onConsole.flatMap(textsWanted));
  expect(wanted.size).toBeGreaterThan(5);
  expect([...wanted].filter((namespace) => !sent.includes(namespace))).toEqual([]);
});

it("sends the texts of the waiting list to the browser with the price page", () => {
  const page = read("app/[locale]/(public)/pricing/page.tsx");
  const [, list = ""] = /namespaces=\{\[([^\]]*)\]\}/.exec(page) ?? [];
  const sent = [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name);
  const wanted = new Set(textsWanted("pricing"));
  expect(wanted.size).toBeGreaterThan(0);
  expect([...wanted, "common"].filter((namespace) => !sent.includes(namespace))).toEqual([]);
});
