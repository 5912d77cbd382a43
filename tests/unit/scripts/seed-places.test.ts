import { expect, test } from "vitest";
import { datedSources } from "@/lib/prices/dated-sources";
import { seedPlaces } from "@/scripts/launch/database";
import { fingerprint } from "@/scripts/launch/fingerprint";

test("a changed table of a provider is loaded at the next start", () => {
  const tables = datedSources().map(({ meta }) => `lib/providers/${meta.id}/index.ts`);
  expect(tables.length).toBeGreaterThan(0);
  for (const table of tables) {
    expect(fingerprint(seedPlaces, [table])).not.toBe(fingerprint(seedPlaces));
  }
});
