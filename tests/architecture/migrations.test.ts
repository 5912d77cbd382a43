import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const folder = "prisma/migrations";
const contracting =
  /\b(DROP\s+(TABLE|COLUMN|TYPE|VIEW|CONSTRAINT)|RENAME\s+(TO|COLUMN)|ALTER\s+COLUMN\s+"?\w+"?\s+(SET\s+DATA\s+)?TYPE|SET\s+NOT\s+NULL|TRUNCATE|DELETE\s+FROM)\b/i;
const addsRequiredColumn =
  /ADD\s+COLUMN\s+(?:(?!DEFAULT)[^,;])*NOT\s+NULL(?:(?!DEFAULT)[^,;])*[,;]/i;

const functionBody = /(CREATE\s+(?:OR\s+REPLACE\s+)?FUNCTION[^;$]*)\$\$.*?\$\$/gis;

/** A list of words that is put back under its name, so that it may grow; shrinking it would refuse rows. */
const wordsAnew =
  /DROP\s+CONSTRAINT\s+"(\w+)";\s*ALTER\s+TABLE\s+"\w+"\s+ADD\s+CONSTRAINT\s+"\1"\s+CHECK\s+\("\w+"\s+IN\s+\([^)]*\)\);/gi;

/**
 * What a migration takes away from the release that still runs while it is applied. A function takes
 * nothing away by being made.
 */
function takenAway(sql: string): string | null {
  const code = sql.replace(/--.*$/gm, "").replace(functionBody, "$1").replace(wordsAnew, ";");
  return (contracting.exec(code) ?? addsRequiredColumn.exec(code))?.[0] ?? null;
}

test("a migration after the first only expands, so the release before it goes on answering", () => {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  expect(names.length).toBeGreaterThan(0);
  const faults = names.slice(1).flatMap((name) => {
    const taken = takenAway(readFileSync(path.join(folder, name, "migration.sql"), "utf8"));
    return taken === null ? [] : [`${name}: ${taken}`];
  });
  expect(faults).toEqual([]);
});

test.each([
  'ALTER TABLE "offer" DROP COLUMN "region";',
  'ALTER TABLE "offer" RENAME COLUMN "region" TO "place";',
  'ALTER TABLE "offer" ALTER COLUMN "region" SET DATA TYPE INTEGER;',
  'ALTER TABLE "offer" ALTER COLUMN "region" SET NOT NULL;',
  'ALTER TABLE "offer" ADD COLUMN "shelf" TEXT NOT NULL;',
  'DROP TABLE "offer";',
  'ALTER TABLE "offer" DROP CONSTRAINT "offer_kind_check";',
  'DO $$ BEGIN DROP TABLE "offer"; END $$;',
])("the rule sees that %s takes something away", (sql) => {
  expect(takenAway(sql)).not.toBeNull();
});

test.each([
  'ALTER TABLE "offer" ADD COLUMN "shelf" TEXT;',
  'ALTER TABLE "offer" ADD COLUMN "shelf" TEXT NOT NULL DEFAULT \'a\';',
  'CREATE FUNCTION tidy(day date) RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE "offer_1"; END $$;',
  'ALTER TABLE "offer" DROP CONSTRAINT "a_check";\nALTER TABLE "offer" ADD CONSTRAINT "a_check" CHECK ("kind" IN (\'a\', \'b\'));',
  '-- DROP TABLE "offer";\nCREATE INDEX "offer_shelf" ON "offer" ("shelf");',
])("the rule sees that %s only adds", (sql) => {
  expect(takenAway(sql)).toBeNull();
});
