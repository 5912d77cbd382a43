import { createPrivateKey, createPublicKey } from "node:crypto";
import { z } from "zod";

const url = z.url();
/** A setting written as JSON. */
function json<T extends z.ZodType>(shape: T) {
  return z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "must be JSON" });
        return z.NEVER;
      }
    })
    .pipe(shape);
}

/** Reads `host:port, host:port`. */
function readPlaces(text: string, context: z.RefinementCtx): { host: string; port: number }[] {
  return text.split(",").flatMap((part) => {
    const place = part.trim();
    if (place === "") return [];
    const [, host, port] = /^\[?([^\s/]+?)\]?:(\d{1,5})$/.exec(place) ?? [];
    if (host !== undefined && port !== undefined) return [{ host, port: Number(port) }];
    context.addIssue({ code: "custom", message: "must be host:port, comma-separated" });
    return z.NEVER;
  });
}

/** Whether a key can be read; one that cannot would be noticed only by what it leaves undone. */
function reads(key: string, read: (key: string) => unknown): boolean {
  try {
    read(key);
    return true;
  } catch {
    return false;
  }
}

const privatePem = z
  .string()
  .refine((pem) => reads(pem, createPrivateKey), "must be a private key as PEM");
const publicDer = z
  .string()
  .refine(
    (text) =>
      reads(text, () =>
        createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" }),
      ),
    "must be a public key as SendGrid shows it",
  );

const shape = z.object({
  WORLD: z.enum(["sandbox", "live"]),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must be a postgresql:// address"),
  DATA_DIR: z.string().min(1),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  APP_URL: url,
  AUTH_SECRET: z.string().min(32),
  KEY_ENCRYPTION_KEYS: z
    .string()
    .regex(
      /^[a-z0-9]+:[A-Za-z0-9+/]{43}=(,[a-z0-9]+:[A-Za-z0-9+/]{43}=)*$/,
      "must be id:base64[,id:base64]",
    ),
  REDIS_URL: url.optional(),
  MAIL_BY: z.enum(["smtp", "sendgrid", "ses"]).default("smtp"),
  SMTP_URL: url.optional(),
  MAIL_FROM: z.string().min(3).default("ComputeHub <hello@computehub.local>"),
  DKIM_DOMAIN: z.string().optional(),
  DKIM_SELECTOR: z.string().optional(),
  DKIM_PRIVATE_KEY: privatePem.optional(),
  SENDGRID_API_KEY: z.string().startsWith("SG.", "must begin with SG.").optional(),
  SENDGRID_WEBHOOK_KEY: publicDer.optional(),
  SES_REGION: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "must name a region, such as eu-west-1")
    .optional(),
  SES_ACCESS_KEY_ID: z.string().optional(),
  SES_SECRET_ACCESS_KEY: z.string().optional(),
  SES_TOPIC_ARN: z.string().startsWith("arn:aws", "must be the ARN of a topic").optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{30,}$/, "must be a token as BotFather gives it")
    .optional(),
  GITHUB_ID: z.string().optional(),
  GITHUB_SECRET: z.string().optional(),
  GOOGLE_ID: z.string().optional(),
  GOOGLE_SECRET: z.string().optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(5).default(0),
  OPERATORS: z.string().default(""),
  CONTACT_EMAIL: z.email().optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_(test|live)_[A-Za-z0-9]+$/, "must be a secret or restricted key of Stripe")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\S+$/, "must begin with whsec_")
    .optional(),
  STRIPE_AUTOMATIC_TAX: z.stringbool().default(false),
  HEALTH_CANARIES: z.string().transform(readPlaces).optional(),
  PRICE_KEYS: json(z.record(z.string(), z.record(z.string(), z.string().min(1)))).default({}),
  CLOCK_FILE: z.string().optional(),
  SANDBOX_URL: url.optional(),
  SANDBOX_NETWORK_URL: url.optional(),
  SANDBOX_NETWORK_CA: z.string().optional(),
  PROVIDER_URLS: json(z.record(z.string(), url)).default({}),
  STRIPE_API_URL: url.optional(),
  PACE: z.coerce.number().min(1).max(1000).default(1),
  CRASH_AT: z
    .string()
    .regex(/^[a-z]+\.[a-z-]+:(before|after)$/)
    .optional(),
});

export type Env = z.infer<typeof shape>;

/**
 * Reads and checks the environment. Throws one sentence per bad variable. Settings that play the
 * outside world are refused in the live world, so that the two worlds cannot mix.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = shape.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`Settings are wrong or missing. ${lines.join("; ")}`);
  }
  if (parsed.data.WORLD === "live" && playsOutside(parsed.data)) {
    throw new Error(
      "CLOCK_FILE, SANDBOX_URL, SANDBOX_NETWORK_URL, SANDBOX_NETWORK_CA, PROVIDER_URLS, STRIPE_API_URL, PACE and CRASH_AT belong to the sandbox world.",
    );
  }
  requireMoneyOfWorld(parsed.data);
  requireMail(parsed.data);
  if (parsed.data.WORLD === "live") requireSafeAddress(parsed.data);
  return parsed.data;
}

function playsOutside(settings: Env): boolean {
  const { CLOCK_FILE, SANDBOX_URL, STRIPE_API_URL, CRASH_AT, PROVIDER_URLS, PACE } = settings;
  const network = settings.SANDBOX_NETWORK_URL || settings.SANDBOX_NETWORK_CA;
  const played = CLOCK_FILE || SANDBOX_URL || network || STRIPE_API_URL || CRASH_AT;
  return Boolean(played) || Object.keys(PROVIDER_URLS).length > 0 || PACE !== 1;
}

/** Real money moves in the live world alone, and only there. */
function requireMoneyOfWorld({ WORLD, STRIPE_SECRET_KEY }: Env): void {
  if (!STRIPE_SECRET_KEY) return;
  const isLive =
    STRIPE_SECRET_KEY.startsWith("sk_live_") || STRIPE_SECRET_KEY.startsWith("rk_live_");
  if (isLive === (WORLD === "live")) return;
  throw new Error(
    isLive
      ? "STRIPE_SECRET_KEY is a live key, and the sandbox world takes test keys alone."
      : "STRIPE_SECRET_KEY is a test key, and the live world takes live keys alone.",
  );
}

const neededToMail = {
  smtp: ["SMTP_URL"],
  sendgrid: ["SENDGRID_API_KEY"],
  ses: ["SES_REGION", "SES_ACCESS_KEY_ID", "SES_SECRET_ACCESS_KEY"],
} as const satisfies Record<Env["MAIL_BY"], readonly (keyof Env)[]>;

/** Whatever carries mails needs its settings; a signature of the domain (DKIM) needs all of its own. */
function requireMail(settings: Env): void {
  const missing = neededToMail[settings.MAIL_BY].filter((name) => !settings[name]);
  if (missing.length > 0) {
    throw new Error(`MAIL_BY=${settings.MAIL_BY} needs ${missing.join(", ")} too.`);
  }
  const { DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY } = settings;
  const dkim = [DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY].filter(Boolean).length;
  if (dkim === 0 || dkim === 3) return;
  throw new Error(
    "DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY are set together or not at all.",
  );
}

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The web process listens on loopback alone, so another address means a proxy in front: it brings
 * the encryption, and it is what tells one visitor from another when tries are counted.
 */
function requireSafeAddress({ APP_URL, TRUSTED_PROXY_HOPS }: Env): void {
  const { protocol, hostname } = new URL(APP_URL);
  if (loopback.has(hostname)) return;
  if (protocol !== "https:") {
    throw new Error("APP_URL of the live world must begin with https://, or name localhost.");
  }
  if (TRUSTED_PROXY_HOPS === 0) {
    throw new Error(
      "TRUSTED_PROXY_HOPS must say how many proxies of yours stand in front of APP_URL; without it all visitors count as one, and one of them could lock out the rest.",
    );
  }
}

/** Every variable name the product reads; `.env.example` lists exactly these. */
export const envNames: readonly string[] = Object.keys(shape.shape);

let read: Env | undefined;

/** The parsed environment, read at first use; the only reader of `process.env`. */
export const env: Env = new Proxy({} as Env, {
  get(_target, name) {
    read ??= readEnv(process.env);
    return Reflect.get(read, name);
  },
});
