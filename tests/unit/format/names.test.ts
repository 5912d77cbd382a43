import { describe, expect, it } from "vitest";
import { shownName, strangersName } from "@/lib/format/names";

describe("a name shown to others", () => {
  it("stays as it is in any script", () => {
    for (const name of [
      "Ada Lovelace",
      "Équipe nº 1".normalize("NFKC"),
      "机器学习组",
      "O'Neil & Co.",
    ]) {
      expect(shownName(name)).toBe(name);
    }
  });

  it("is one line without signs that hide or turn text around", () => {
    expect(shownName(" a\r\nb\u202ec\u200bd\u0000 <b>e</b> ")).toBe("a b c d b e /b");
  });

  it("ends after 60 signs and never inside one", () => {
    expect(shownName("😀".repeat(100))).toBe("😀".repeat(60));
  });
});

describe("a name in a mail to a stranger", () => {
  it.each([
    ["Ada", "Ada"],
    ["ada.lovelace", "ada lovelace"],
    ["St. Mary", "St. Mary"],
    ["see evil.example", "see evil example"],
    ["see evil.example/x?y=1 now", "see now"],
    ["see HTTPS://evil.example", "see"],
    ["www.evil.example", ""],
    ["me@evil.example", "me evil example"],
    ["evil。example", "evil example"],
    ["ｅｖｉｌ．ｅｘａｍｐｌｅ", "evil example"],
    ["localhost:3000", "localhost 3000"],
  ])("%s becomes %s", (given, shown) => {
    expect(strangersName(given)).toBe(shown);
  });
});
