import { createHmac } from "node:crypto";
import path from "node:path";
import type { Secrets } from "./secrets";
import type { Settings } from "./settings";
import type { World } from "./world";

export interface EnvironmentFacts {
  world: World;
  dataDir: string;
  databaseUrl: string;
  secrets: Secrets;
  webPort: number;
  sandboxPort: number;
  smtpPort: number;
  networkPort: number;
}

/**
 * The settings every process of one installation gets, on top of the person's own. The sandbox world
 * always talks to the sandbox, whatever the person's settings for the live world say.
 */
export function environmentOf(facts: EnvironmentFacts, own: Settings): Settings {
  const { world, dataDir, secrets, webPort } = facts;
  const appUrl = own.APP_URL || `http://localhost:${webPort}`;
  return {
    ...own,
    AUTH_SECRET: own.AUTH_SECRET || secrets.authSecret,
    KEY_ENCRYPTION_KEYS: own.KEY_ENCRYPTION_KEYS || secrets.keyEncryptionKeys,
    WORLD: world,
    DATA_DIR: dataDir,
    DATABASE_URL: facts.databaseUrl,
    PORT: String(webPort),
    APP_URL: appUrl,
    // Read by the sign-in library itself.
    NEXTAUTH_URL: appUrl,
    ...(world === "sandbox" ? sandboxSettings(facts) : {}),
    ...(world === "sandbox" ? playedPayments(facts, own) : {}),
    ...toolSettings(),
  };
}

function sandboxSettings(facts: EnvironmentFacts): Settings {
  const { dataDir, sandboxPort, smtpPort, networkPort, secrets } = facts;
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  return {
    CLOCK_FILE: path.join(dataDir, "clock.json"),
    SANDBOX_URL: sandboxUrl,
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_DATA_DIR: path.join(dataDir, "twins"),
    SANDBOX_NETWORK_PORT: String(networkPort),
    SANDBOX_NETWORK_URL: `socks5://127.0.0.1:${networkPort}`,
    SANDBOX_NETWORK_CA: path.join(dataDir, "twins", "network-authority.pem"),
    SMTP_PORT: String(smtpPort),
    MAIL_BY: "smtp",
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    TELEGRAM_BOT_TOKEN: `1000001:${derived(secrets, "telegram-bot")}`,
    PROVIDER_URLS: "",
  };
}

/**
 * Payments are played unless the person brings a test key. A live key is for the live world alone: here
 * it counts as none.
 */
function playedPayments(
  { secrets, sandboxPort, webPort }: EnvironmentFacts,
  { STRIPE_SECRET_KEY: own = "" }: Settings,
): Settings {
  if (/^(sk|rk)_test_/.test(own)) return {};
  return {
    STRIPE_SECRET_KEY: `sk_test_${derived(secrets, "stripe-key")}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${derived(secrets, "stripe-webhook")}`,
    STRIPE_API_URL: `http://127.0.0.1:${sandboxPort}`,
    STRIPE_WEBHOOK_URL: `http://127.0.0.1:${webPort}/api/stripe/webhook`,
  };
}

/** A secret of this installation's sandbox, the same at every start. */
function derived({ authSecret }: Secrets, name: string): string {
  return createHmac("sha256", authSecret).update(name).digest("hex").slice(0, 32);
}

/** Keeps the tools from asking the network for anything. */
function toolSettings(): Settings {
  return { CHECKPOINT_DISABLE: "1", NEXT_TELEMETRY_DISABLED: "1" };
}
