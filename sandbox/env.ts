import { join } from "node:path";
import { z } from "zod";

const variables = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65535).default(4010),
  SANDBOX_NETWORK_PORT: z.coerce.number().int().min(0).max(65535).default(4030),
  SMTP_PORT: z.coerce.number().int().min(0).max(65535).default(4025),
  SANDBOX_DATA_DIR: z.string().min(1).default(".data/sandbox-world"),
  CLOCK_FILE: z.string().min(1).optional(),
  SANDBOX_SEED: z.coerce.number().int().default(1),
  SANDBOX_PACE: z.coerce.number().positive().default(1),
  STRIPE_WEBHOOK_URL: z.url().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
});

/** The settings of one sandbox process; ports may be 0, which means "any free one". */
export interface SandboxSettings {
  port: number;
  smtpPort: number;
  /** The way into the network of the machines. */
  networkPort: number;
  dataDir: string;
  clockFile: string;
  seed: number;
  pace: number;
  /** Where the played Stripe sends the events of every account, beside the endpoints it is told of. */
  stripeWebhook: { url: string; secret: string } | null;
}

/** Reads the sandbox's settings from the environment; throws when one is malformed. */
export function readSettings(environment: Record<string, string | undefined>): SandboxSettings {
  const parsed = variables.parse(environment);
  return {
    port: parsed.SANDBOX_PORT,
    smtpPort: parsed.SMTP_PORT,
    networkPort: parsed.SANDBOX_NETWORK_PORT,
    dataDir: parsed.SANDBOX_DATA_DIR,
    clockFile: parsed.CLOCK_FILE ?? join(parsed.SANDBOX_DATA_DIR, "clock.json"),
    seed: parsed.SANDBOX_SEED,
    pace: parsed.SANDBOX_PACE,
    stripeWebhook:
      parsed.STRIPE_WEBHOOK_URL && parsed.STRIPE_WEBHOOK_SECRET
        ? { url: parsed.STRIPE_WEBHOOK_URL, secret: parsed.STRIPE_WEBHOOK_SECRET }
        : null,
  };
}
