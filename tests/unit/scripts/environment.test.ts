import { expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import { environmentOf } from "@/scripts/launch/environment";

const facts = {
  dataDir: "/data",
  databaseUrl: "postgresql://postgres:x@127.0.0.1:5000/computehub",
  secrets: {
    authSecret: "a".repeat(64),
    keyEncryptionKeys: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
    postgresPassword: "p".repeat(32),
  },
  webPort: 3000,
  sandboxPort: 4010,
  smtpPort: 2525,
  networkPort: 4030,
};

test("the sandbox world speaks only to the sandbox, whatever the settings for real mail are", () => {
  const own = { SMTP_URL: "smtp://mail.example.com", MAIL_FROM: "Us <us@example.com>" };
  const env = readEnv(environmentOf({ ...facts, world: "sandbox" }, own));
  expect(env.SMTP_URL).toBe("smtp://127.0.0.1:2525");
  expect(env.MAIL_FROM).toBe("Us <us@example.com>");
  expect(env.SANDBOX_URL).toBe("http://127.0.0.1:4010");
  expect(env.PROVIDER_URLS).toEqual({});
});

test("the live world gets nothing that plays the outside world", () => {
  const own = { SMTP_URL: "smtp://mail.example.com" };
  const env = readEnv(environmentOf({ ...facts, world: "live" }, own));
  expect(env.PROVIDER_URLS).toEqual({});
  expect(env.CLOCK_FILE).toBeUndefined();
  expect(env.SMTP_URL).toBe("smtp://mail.example.com");
});

test("the installation's own secrets stand in for blank ones", () => {
  const env = readEnv(environmentOf({ ...facts, world: "sandbox" }, { AUTH_SECRET: "" }));
  expect(env.AUTH_SECRET).toBe(facts.secrets.authSecret);
});
