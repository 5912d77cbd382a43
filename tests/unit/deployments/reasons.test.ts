import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";
import { parseReason, reasons, refusalReason } from "@/lib/deployments/reasons";
import { providerErrorKinds } from "@/lib/providers/errors";

const messages = z.object({ deploymentReasons: z.record(z.string(), z.string().min(1)) });

it.each(["en", "zh"])("has a sentence for every reason, and no other, in %s", (locale) => {
  const texts = messages.parse(JSON.parse(readFileSync(`messages/${locale}.json`, "utf8")));
  expect(Object.keys(texts.deploymentReasons).toSorted()).toEqual([...reasons].toSorted());
});

it("names every way a provider can refuse", () => {
  for (const kind of providerErrorKinds) expect(reasons).toContain(refusalReason(kind));
});

it("reads a reason of another release as trouble of ours", () => {
  expect(parseReason("no-capacity")).toBe("no-capacity");
  expect(parseReason("from-the-future")).toBe("internal");
});
