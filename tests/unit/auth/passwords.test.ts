import { hash } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { hashPassword, needsRehash, verifyPassword } from "@/lib/auth/passwords";

// First in its file: what is remembered of a try without a stored password begins here.
it("is tried again after a moment in which too many were", async () => {
  const crowd = Array.from({ length: 203 }, () => hashPassword("a secret"));
  const turnedAway = await verifyPassword(null, "a secret").catch((error: unknown) => error);
  expect(turnedAway).toMatchObject({ reason: "busy" });
  await Promise.allSettled(crowd);
  expect(await verifyPassword(null, "a secret")).toBe(false);
});

describe("a stored password", () => {
  it("is an argon2id hash of the strength we promise, new each time", async () => {
    const [one, two] = await Promise.all([hashPassword("a secret"), hashPassword("a secret")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(needsRehash(one)).toBe(false);
  });

  it("is known again, and nothing else is", async () => {
    const stored = await hashPassword("a secret");
    expect(await verifyPassword(stored, "a secret")).toBe(true);
    expect(await verifyPassword(stored, "A secret")).toBe(false);
  });

  it("is never matched where there is none, after the same work", async () => {
    expect(await verifyPassword(null, "a secret")).toBe(false);
  });

  it("made with weaker settings is due for a new hash", async () => {
    const weak = await hash("a secret", { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    expect(needsRehash(weak)).toBe(true);
    expect(await verifyPassword(weak, "a secret")).toBe(true);
  });
});
