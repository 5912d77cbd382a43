import { type SealedSecret, sealSecret } from "@/lib/secret-box";

/** Format of what is sealed; grows when the sealed text changes its shape. */
const VERSION = 1;

/** A row that holds one sealed value. */
export interface ValueIdentity {
  readonly id: string;
  readonly teamId: string;
}

/** What a sealed value is bound to: put into another row, it does not open. */
export function valueBinding({ id, teamId }: ValueIdentity): string {
  return `${teamId}|environment|${id}|${VERSION}`;
}

/** Seals a secret value for the one row it belongs to. */
export function sealValue(value: string, identity: ValueIdentity): SealedSecret {
  return sealSecret(value, valueBinding(identity));
}
