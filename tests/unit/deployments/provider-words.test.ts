import { expect, it } from "vitest";
import { cleanLine } from "@/lib/deployments/clean-line";
import { ownWords } from "@/lib/deployments/own-words";

it.each([
  ['{"title":"Bad Request","status":400,"detail":"There are none left."}', "There are none left."],
  ['{"error":{"code":"quota","message":"Quota exceeded"}}', "Quota exceeded"],
  ['{"message":"Out of stock"}', "Out of stock"],
  ['{"error":"no balance"}', "no balance"],
  ['{"detail":[{"loc":1}]}', '{"detail":[{"loc":1}]}'],
  ["<html>Bad gateway</html>", "<html>Bad gateway</html>"],
])("finds the sentence in %s", (answer, words) => {
  expect(ownWords(answer)).toBe(words);
});

it("keeps a provider's words to a bounded length", () => {
  expect(ownWords("x".repeat(9_000)).length).toBeLessThan(600);
});

it("hides every credential in a line of output and cuts long lines", () => {
  const credentials = { apiKey: "rpa_0123456789", secret: "s3cr3ts3cr3t", user: "root" };
  const line = cleanLine("root says rpa_0123456789 and s3cr3ts3cr3t, rpa_0123456789", credentials);
  expect(line).toBe("root says •••• and ••••, ••••");
  expect(cleanLine("y".repeat(9_000), credentials).length).toBeLessThan(2_100);
});
