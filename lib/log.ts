import pino, { type Logger } from "pino";
import { env } from "@/lib/env";

const secretNames = [
  "password",
  "apiKey",
  "key",
  "token",
  "secret",
  "authorization",
  "cookie",
  "credentials",
  "privateKey",
];
const paths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

function create(): Logger {
  const pretty = env.WORLD === "sandbox";
  return pino({
    level: env.LOG_LEVEL,
    base: null,
    redact: { paths, censor: "[redacted]" },
    timestamp: pino.stdTimeFunctions.isoTime,
    ...(pretty && {
      transport: { target: "pino-pretty", options: { colorize: false, singleLine: true } },
    }),
  });
}

let logger: Logger | undefined;
const root = (): Logger => {
  logger ??= create();
  return logger;
};

type Fields = Readonly<Record<string, unknown>>;

/** The one logger: a fixed sentence plus fields. JSON in the live world, readable in the sandbox. */
export const log = {
  debug: (message: string, fields: Fields = {}) => root().debug(fields, message),
  info: (message: string, fields: Fields = {}) => root().info(fields, message),
  warn: (message: string, fields: Fields = {}) => root().warn(fields, message),
  error: (message: string, fields: Fields = {}) => root().error(fields, message),
};
