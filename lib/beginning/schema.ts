import { z } from "zod";
import { parseHttpCheck } from "@/lib/beginning/http-check";

const MOST_PORTS = 20;
/** More keys than this belong into an image. */
export const MOST_SSH_KEYS = 10;

/** An SSH public key of the kinds every provider takes, without options in front. */
export const sshPublicKey = z
  .string()
  .trim()
  .max(8_192, "too-long")
  .refine((text) => !text.includes("PRIVATE KEY"), "ssh-key-private")
  .regex(
    /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com) [A-Za-z0-9+/]{40,}={0,2}( [^\r\n]{0,200})?$/,
    "ssh-key-format",
  );

/** Public keys that go on a machine; one that differs in its comment alone is the same. */
const sshPublicKeys = z
  .array(sshPublicKey)
  .max(MOST_SSH_KEYS, "too-many-ssh-keys")
  .transform((keys) => [...new Map(keys.map((key) => [keyBody(key), key])).values()]);

function keyBody(key: string): string {
  return key.split(/\s+/, 2).join(" ");
}

/** What the container's entrypoint is given, as after the image's name in `docker run`. */
const command = z
  .string()
  .trim()
  .min(1, "required")
  .max(4_000, "too-long")
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  .regex(/^[^\u0000-\u001f\u007f]+$/, "command-format");

/** A container image: registry, path, tag or digest. */
const image = z
  .string()
  .trim()
  .max(300, "too-long")
  .regex(
    /^[a-z0-9]+([._:-][a-z0-9]+)*(\/[a-z0-9]+((\.|__?|-+)[a-z0-9]+)*)*(:[\w][\w.-]{0,127})?(@sha256:[a-f0-9]{64})?$/,
    "image-format",
  );

/** More GPUs than any machine on sale has. */
export const MOST_GPUS = 64;

/** A name that people give. */
export const name = z
  .string()
  .trim()
  .min(1, "required")
  .max(60, "too-long")
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  .regex(/^[^\u0000-\u001f\u007f<>]*$/, "name-format");

/** Decimal dollars. */
export const dollars = z.string().regex(/^\d{1,9}(\.\d{1,12})?$/, "price-format");

/**
 * One variable. `secret` ones are sealed and never shown again; one without a value is the
 * template's own, kept as it is.
 */
const variable = z.object({
  name: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, "variable-name")
    .refine((text) => text !== "__proto__", "variable-name-reserved"),
  value: z
    .string()
    .max(8_192, "too-long")
    .refine((value) => !value.includes("\u0000"), "not-understood")
    .optional(),
  secret: z.boolean().default(false),
});
export type Variable = z.output<typeof variable>;

const environment = z
  .array(variable)
  .max(50, "too-many-variables")
  .refine(
    (variables) => new Set(variables.map((one) => one.name)).size === variables.length,
    "variable-twice",
  )
  .refine(
    (variables) => variables.every(({ value, secret }) => secret || value !== undefined),
    "variable-without-value",
  );

/** A script that says itself what runs it. */
const startupScript = z
  .string()
  .max(65_536, "too-long")
  .transform((text) => text.replaceAll("\r\n", "\n"))
  .refine((text) => text.startsWith("#!"), "script-first-line");

/**
 * What a machine's service is asked over HTTP, as `parseHttpCheck` reads it; a port alone is its root.
 * SSH is no web service.
 */
export const httpCheck = z
  .string()
  .trim()
  .max(200, "too-long")
  .regex(/^[\x20-\x7e\u00a0-\uffff]*$/, "http-check-format")
  .transform((text) => (/^\d+$/.test(text) ? `${text}/` : text))
  .refine((text) => ![null, 22].includes(parseHttpCheck(text)?.port ?? null), "http-check-format");

/** What a machine begins with, in a launch and in a template. */
export const beginningShape = {
  image: image.optional(),
  diskGb: z.number().int().min(1).max(100_000).optional(),
  ports: z.array(z.number().int().min(1).max(65_535)).max(MOST_PORTS).default([]),
  sshPublicKeys: sshPublicKeys.default([]),
  command: command.optional(),
  environment: environment.default([]),
  startupScript: startupScript.optional(),
  httpCheck: httpCheck.optional(),
  /** Looked into over SSH with the team's watch key, which is put to the machine's keys. */
  watchInside: z.boolean().default(false),
};
