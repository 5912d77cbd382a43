import { z } from "zod";

const MOST_PORTS = 20;

/** An SSH public key of the kinds every provider takes, without options in front. */
const sshPublicKey = z
  .string()
  .trim()
  .max(8_192, "too-long")
  .regex(
    /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com) [A-Za-z0-9+/]{40,}={0,2}( [^\r\n]{0,200})?$/,
    "ssh-key-format",
  );

/** A container image: registry, path, tag or digest. */
const image = z
  .string()
  .trim()
  .max(300, "too-long")
  .regex(
    /^[a-z0-9]+([._:-][a-z0-9]+)*(\/[a-z0-9]+((\.|__?|-+)[a-z0-9]+)*)*(:[\w][\w.-]{0,127})?(@sha256:[a-f0-9]{64})?$/,
    "image-format",
  );

const name = z
  .string()
  .trim()
  .min(1, "required")
  .max(60, "too-long")
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  .regex(/^[^\u0000-\u001f\u007f<>]*$/, "name-format");

export const launchInput = z.object({
  offerId: z.string().min(1, "required").max(100, "too-long"),
  providerKeyId: z.string().min(1, "required").max(100, "too-long"),
  name: name.optional(),
  /** GPUs in each machine. */
  count: z.number().int().min(1).max(8).default(1),
  /** How many machines of the same kind. */
  machines: z.number().int().min(1).max(10).default(1),
  region: z.string().min(1).max(100, "too-long").optional(),
  image: image.optional(),
  diskGb: z.number().int().min(1).max(100_000).optional(),
  ports: z.array(z.number().int().min(1).max(65_535)).max(MOST_PORTS).default([]),
  sshPublicKey: sshPublicKey.optional(),
  /** The price of one machine per hour the person saw, disk not counted, e.g. "2.39". */
  quotedPerHour: z.string().regex(/^\d{1,9}(\.\d{1,12})?$/, "price-format"),
});
export type LaunchInput = z.output<typeof launchInput>;

export const deploymentInput = z.object({ deploymentId: z.string().min(1).max(100) });

export const renameInput = deploymentInput.extend({ name });
