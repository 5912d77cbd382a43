import { beforeEach, describe, expect, it, vi } from "vitest";

const kek = (fill: number) => Buffer.alloc(32, fill).toString("base64");

/** The sealing code as a process with these key-encryption keys has it. */
async function boxWith(keys: string) {
  vi.resetModules();
  Object.assign(process.env, {
    WORLD: "sandbox",
    DATABASE_URL: "postgresql://u@127.0.0.1/db",
    DATA_DIR: "none",
    APP_URL: "http://localhost:3000",
    AUTH_SECRET: "s".repeat(32),
    SMTP_URL: "smtp://127.0.0.1:2525",
    KEY_ENCRYPTION_KEYS: keys,
  });
  return import("@/lib/secret-box");
}

const AAD = "tea_1|runpod|key_1|1";

describe("a sealed secret", () => {
  beforeEach(() => {
    vi.unstubAllEnvs();
  });

  it("opens for the row it was sealed for, and for no other", async () => {
    const box = await boxWith(`k1:${kek(1)}`);
    const sealed = box.sealSecret("rp_secret", AAD);
    expect(box.openSecret(sealed, AAD)).toBe("rp_secret");
    for (const other of ["tea_2|runpod|key_1|1", "tea_1|lambda|key_1|1", "tea_1|runpod|key_2|1"]) {
      expect(() => box.openSecret(sealed, other)).toThrow();
    }
  });

  it("differs each time, and holds nothing of the plain text", async () => {
    const box = await boxWith(`k1:${kek(1)}`);
    const [one, two] = [box.sealSecret("rp_secret", AAD), box.sealSecret("rp_secret", AAD)];
    expect(one.ciphertext).not.toBe(two.ciphertext);
    expect(one.wrappedKey).not.toBe(two.wrappedKey);
    expect(Buffer.from(one.ciphertext, "base64").toString("latin1")).not.toContain("rp_secret");
  });

  it("does not open with any byte changed, nor with a shortened tag", async () => {
    const box = await boxWith(`k1:${kek(1)}`);
    const sealed = box.sealSecret("x", AAD);
    const bytes = Buffer.from(sealed.ciphertext, "base64");
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const ciphertext = changed.toString("base64");
      expect(() => box.openSecret({ ...sealed, ciphertext }, AAD)).toThrow();
    }
    for (const length of [12, 16, 20, 27]) {
      const ciphertext = bytes.subarray(0, length).toString("base64");
      expect(() => box.openSecret({ ...sealed, ciphertext }, AAD)).toThrow();
    }
  });

  it("stays readable after a new key-encryption key is put first", async () => {
    const sealed = (await boxWith(`k1:${kek(1)}`)).sealSecret("rp_secret", AAD);
    const rotated = await boxWith(`k2:${kek(2)},k1:${kek(1)}`);
    expect(rotated.openSecret(sealed, AAD)).toBe("rp_secret");
    expect(rotated.sealSecret("new", AAD).kekId).toBe("k2");
  });

  it("says which key-encryption key is missing, and refuses another under its name", async () => {
    const sealed = (await boxWith(`k1:${kek(1)}`)).sealSecret("rp_secret", AAD);
    const lost = await boxWith(`k2:${kek(2)}`);
    expect(lost.hasKek("k1")).toBe(false);
    expect(() => lost.openSecret(sealed, AAD)).toThrow(lost.MissingKekError);
    const changed = await boxWith(`k1:${kek(9)}`);
    expect(() => changed.openSecret(sealed, AAD)).toThrow();
  });
});
