import { describe, expect, it } from "vitest";
import { newPassword, signUpInput } from "@/lib/accounts/schema";
import { email } from "@/lib/auth/schema";

describe("an e-mail address", () => {
  it("is trimmed and kept in lower case", () => {
    expect(email.parse("  Ada.Lovelace+gpu@Example.COM ")).toBe("ada.lovelace+gpu@example.com");
  });

  it.each([
    "a@x.com\r\nRCPT TO:<evil@x.com>",
    "a@x.com\nBcc: b@x.com",
    "a@x.com,b@x.com",
    "Ada <a@x.com>",
    '"a b"@x.com',
    "a@b",
    "@x.com",
    "a@x..com",
    `${"a".repeat(250)}@x.com`,
    "",
    7,
    null,
  ])("is not %j", (text) => {
    expect(email.safeParse(text).error?.issues[0]?.message).toBe("email-invalid");
  });
});

describe("a new password", () => {
  it.each([
    ["short", "password-too-short"],
    ["x".repeat(201), "password-too-long"],
    ["Password123", "password-common"],
    ["QWERTYUIOP", "password-common"],
    ["abababababab", "password-common"],
    [undefined, "password-too-short"],
  ])("%j is refused", (text, word) => {
    expect(newPassword.safeParse(text).error?.issues[0]?.message).toBe(word);
  });

  it.each(["correct horse battery", "пароль из слов", "长长的一个密码短语而已"])(
    "%s is taken",
    (text) => {
      expect(newPassword.safeParse(text).success).toBe(true);
    },
  );

  it("is not the address itself", () => {
    const input = { email: "ada@example.com", password: "Ada@Example.com", locale: "en" };
    expect(signUpInput.safeParse(input).error?.issues[0]).toMatchObject({
      path: ["password"],
      message: "password-is-email",
    });
  });
});
