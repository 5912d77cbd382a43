import { createHmac, randomBytes } from "node:crypto";
import { env } from "@/lib/env";
import { openSecret, type SealedSecret, sealSecret } from "@/lib/secret-box";

/** Format of what is sealed; grows when the sealed text changes its shape. */
const VERSION = 1;

/** A row that holds a sealed address or signing secret. */
export interface SealedRow {
  readonly id: string;
  readonly teamId: string;
}

const bindingOf = (what: "channel" | "channel-secret", { id, teamId }: SealedRow) =>
  `${teamId}|${what}|${id}|${VERSION}`;

/** Seals where a channel leads, for the one row it belongs to. */
export function sealAddress(to: string, row: SealedRow): SealedSecret {
  return sealSecret(to, bindingOf("channel", row));
}

/** Opens it: for the worker alone, as it tells. Throws where the row was changed or its key is gone. */
export function openAddress(row: SealedRow & SealedSecret): string {
  return openSecret(row, bindingOf("channel", row));
}

/** Seals what signs a channel's messages, for the one row it belongs to. */
export function sealSigning(secret: string, row: SealedRow): SealedSecret {
  return sealSecret(secret, bindingOf("channel-secret", row));
}

/** Opens it: for the worker alone. */
export function openSigning(row: SealedRow & SealedSecret): string {
  return openSecret(row, bindingOf("channel-secret", row));
}

/** A new signing secret, written as Standard Webhooks writes them. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(24).toString("base64")}`;
}

/** A keyed hash of an address, so that the same one is found without opening either. */
export function fingerprintOf(kind: string, to: string): string {
  return createHmac("sha256", env.AUTH_SECRET).update(`channel|${kind}|${to}`).digest("base64url");
}
