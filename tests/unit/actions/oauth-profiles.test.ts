import { describe, expect, it } from "vitest";
import { readGithubProfile, readGoogleProfile } from "@/lib/actions/oauth-profiles";

const user = { id: 42, login: "ada", name: null };

describe("what another service says about a person", () => {
  it("gives GitHub's primary address only when GitHub has verified it", () => {
    const other = { email: "other@example.com", primary: false, verified: true };
    const primary = { email: "ada@example.com", primary: true, verified: true };
    expect(readGithubProfile(user, [other, primary])).toEqual({
      id: "42",
      name: "ada",
      verifiedEmail: "ada@example.com",
    });
    const unverified = { ...primary, verified: false };
    expect(readGithubProfile(user, [other, unverified]).verifiedEmail).toBeNull();
    expect(readGithubProfile(user, []).verifiedEmail).toBeNull();
  });

  it("gives Google's address only when Google has verified it", () => {
    const claims = { sub: "g1", name: "Ada", email: "ada@example.com", email_verified: true };
    expect(readGoogleProfile(claims).verifiedEmail).toBe("ada@example.com");
    expect(readGoogleProfile({ ...claims, email_verified: false }).verifiedEmail).toBeNull();
    expect(readGoogleProfile({ sub: "g1" }).verifiedEmail).toBeNull();
  });

  it("is refused in any other shape", () => {
    expect(() => readGithubProfile({ id: "x" }, [])).toThrow();
    expect(() => readGoogleProfile({ email: "a@b.c" })).toThrow();
  });
});
