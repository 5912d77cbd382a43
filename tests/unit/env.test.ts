import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { envNames, readEnv } from "@/lib/env";

const KEK = `k1:${Buffer.alloc(32, 7).toString("base64")}`;
const good = {
  WORLD: "sandbox",
  DATABASE_URL: "postgresql://u:p@127.0.0.1:5432/db",
  DATA_DIR: ".data/sandbox",
  APP_URL: "http://localhost:3000",
  AUTH_SECRET: "s".repeat(32),
  KEY_ENCRYPTION_KEYS: KEK,
  SMTP_URL: "smtp://127.0.0.1:2525",
};

describe("the settings", () => {
  it("are listed in .env.example, each one and no other, with a line of meaning above", () => {
    const lines = readFileSync(".env.example", "utf8").split("\n");
    const named = lines.flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);
    expect([...named].sort()).toEqual([...envNames].sort());
    expect(new Set(named).size).toBe(named.length);
  });

  it("are read with their defaults", () => {
    expect(readEnv(good)).toMatchObject({ PORT: 3000, PACE: 1, TRUSTED_PROXY_HOPS: 0 });
  });

  it("name every one that is wrong or missing, and show none of their values", () => {
    const { DATABASE_URL: _missing, ...rest } = good;
    const bad = { ...rest, AUTH_SECRET: "short-secret", PORT: "99999" };
    expect(() => readEnv(bad)).toThrow(/DATABASE_URL.*PORT.*AUTH_SECRET/);
    expect(() => readEnv(bad)).not.toThrow(/short-secret/);
  });

  it("ask for all that carries mails, and for keys that can be read", () => {
    const without = { ...good, SMTP_URL: undefined };
    expect(() => readEnv(without)).toThrow("MAIL_BY=smtp needs SMTP_URL too.");
    expect(() => readEnv({ ...without, MAIL_BY: "ses", SES_REGION: "eu-west-1" })).toThrow(
      "MAIL_BY=ses needs SES_ACCESS_KEY_ID, SES_SECRET_ACCESS_KEY too.",
    );
    const key = "SG.x";
    expect(readEnv({ ...without, MAIL_BY: "sendgrid", SENDGRID_API_KEY: key }).SMTP_URL).toBe(
      undefined,
    );
    expect(() => readEnv({ ...good, DKIM_DOMAIN: "hub.example" })).toThrow(/together/);
    expect(() => readEnv({ ...good, DKIM_PRIVATE_KEY: "-----BEGIN" })).toThrow(/private key/);
    expect(() => readEnv({ ...good, SENDGRID_WEBHOOK_KEY: "AAAA" })).toThrow(/public key/);
  });

  it.each([
    { CLOCK_FILE: "clock.json" },
    { SANDBOX_URL: "http://127.0.0.1:4010" },
    { PROVIDER_URLS: '{"runpod":"http://127.0.0.1:4010"}' },
    { PACE: "5" },
    { STRIPE_API_URL: "http://127.0.0.1:4010" },
  ])("keep what plays the outside world out of the live world: %o", (played) => {
    expect(() => readEnv({ ...good, WORLD: "live", ...played })).toThrow(/sandbox world/);
    expect(() => readEnv({ ...good, ...played })).not.toThrow();
  });

  it("let the live world be reached from outside only encrypted and through a counted proxy", () => {
    const live = (given: Record<string, string>) => () =>
      readEnv({ ...good, WORLD: "live", ...given });
    const APP_URL = "https://hub.example";
    expect(live({ APP_URL: "http://hub.example", TRUSTED_PROXY_HOPS: "1" })).toThrow(/https/);
    expect(live({ APP_URL })).toThrow(/TRUSTED_PROXY_HOPS/);
    expect(live({ APP_URL, TRUSTED_PROXY_HOPS: "1" })).not.toThrow();
    expect(live({})).not.toThrow();
  });

  it("T11: keep test keys of Stripe in the sandbox world and live keys in the live world", () => {
    const read = (WORLD: string, STRIPE_SECRET_KEY: string) => () =>
      readEnv({ ...good, WORLD, STRIPE_SECRET_KEY });
    for (const kind of ["sk", "rk"]) {
      expect(read("sandbox", `${kind}_test_1`)).not.toThrow();
      expect(read("live", `${kind}_live_1`)).not.toThrow();
      expect(read("sandbox", `${kind}_live_1`)).toThrow(/live key/);
      expect(read("live", `${kind}_test_1`)).toThrow(/test key/);
    }
    expect(read("live", "pk_live_1")).toThrow(/STRIPE_SECRET_KEY/);
  });

  it("T1: take no webhook secret that is blank or of another kind", () => {
    for (const STRIPE_WEBHOOK_SECRET of ["   ", "secret", "whsec_"]) {
      expect(() => readEnv({ ...good, STRIPE_WEBHOOK_SECRET })).toThrow(/STRIPE_WEBHOOK_SECRET/);
    }
  });

  it("take no address to write to that is none", () => {
    expect(readEnv({ ...good, CONTACT_EMAIL: "help@hub.example" }).CONTACT_EMAIL).toBeDefined();
    expect(() => readEnv({ ...good, CONTACT_EMAIL: "help" })).toThrow(/CONTACT_EMAIL/);
    expect(readEnv(good).CONTACT_EMAIL).toBeUndefined();
  });

  it("take an empty value for a missing one", () => {
    expect(readEnv({ ...good, REDIS_URL: "", GITHUB_ID: "" }).REDIS_URL).toBeUndefined();
  });

  it("refuse key-encryption keys that are not 32 bytes", () => {
    for (const keys of ["k1:short", "k1", `K1:${KEK.slice(3)}`, `${KEK},k2:x`]) {
      expect(() => readEnv({ ...good, KEY_ENCRYPTION_KEYS: keys })).toThrow(/KEY_ENCRYPTION_KEYS/);
    }
    expect(() =>
      readEnv({ ...good, KEY_ENCRYPTION_KEYS: `${KEK},k2:${KEK.slice(3)}` }),
    ).not.toThrow();
  });
});
