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
    ...toolSettings(),
  };
}

function sandboxSettings({ dataDir, sandboxPort, smtpPort }: EnvironmentFacts): Settings {
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  return {
    CLOCK_FILE: path.join(dataDir, "clock.json"),
    SANDBOX_URL: sandboxUrl,
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_DATA_DIR: path.join(dataDir, "twins"),
    SMTP_PORT: String(smtpPort),
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    PROVIDER_URLS: "",
  };
}

/** Keeps the tools from asking the network for anything. */
function toolSettings(): Settings {
  return { CHECKPOINT_DISABLE: "1", NEXT_TELEMETRY_DISABLED: "1" };
}
