import { expect, it } from "vitest";
import { beginningShape } from "@/lib/beginning/schema";

const read = (name: string) =>
  beginningShape.environment.safeParse([{ name, value: "1", secret: false }]);

it.each(["PATH", "_x9", "constructor"])("takes a variable named %s", (name) => {
  expect(read(name).success).toBe(true);
});

it.each([
  ["9LIVES", "variable-name"],
  ["__proto__", "variable-name-reserved"],
])("refuses a variable named %s with a sentence", (name, reason) => {
  expect(read(name).error?.issues.map(({ message }) => message)).toEqual([reason]);
});
