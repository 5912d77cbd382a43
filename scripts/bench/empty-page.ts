import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Clone } from "./clone";

/** Where the empty page is. */
export const EMPTY_PAGE = "/empty";

const emptyPage = `export default function Empty() {
  return <main><h1>Empty</h1></main>;
}
export function generateMetadata() {
  return { title: "Empty", description: "A page with nothing on it." };
}
`;

/** Adds to a clone, before it is built, a public page with nothing on it: what any page costs at least. */
export function addEmptyPage({ folder }: Clone): void {
  const place = path.join(folder, "app", "[locale]", "(public)", "empty");
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, "page.tsx"), emptyPage);
}
