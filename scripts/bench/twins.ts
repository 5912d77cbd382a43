import { z } from "zod";
import { inRoot } from "../launch/root";
import type { Settings } from "../launch/settings";
import { withHelper } from "./helper";

const facts = z.object({ smtpPort: z.number() });

/** Runs `work` beside the played outside world, whose machines boot at once. */
export function withTwins<T>(
  settings: Settings,
  work: (world: Settings) => Promise<T>,
): Promise<T> {
  const env = {
    ...process.env,
    ...settings,
    SANDBOX_PORT: "0",
    SMTP_PORT: "0",
    SANDBOX_NETWORK_PORT: "0",
    SANDBOX_PACE: "1000",
  };
  return withHelper(
    { file: inRoot("sandbox/index.ts"), env, ready: /ready sandbox (\d+)/ },
    async (port) => {
      const SANDBOX_URL = `http://127.0.0.1:${port}`;
      const { smtpPort } = facts.parse(await (await fetch(`${SANDBOX_URL}/control`)).json());
      return work({ ...settings, SANDBOX_URL, SMTP_URL: `smtp://127.0.0.1:${smtpPort}` });
    },
  );
}
