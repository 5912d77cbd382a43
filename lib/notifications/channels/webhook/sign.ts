import { Webhook } from "standardwebhooks";

export interface Signed {
  readonly id: string;
  readonly at: Date;
  readonly body: string;
}

/** One signature for each live secret, so that a receiver may change over at any moment. */
export function signaturesOf(secrets: readonly string[], { id, at, body }: Signed): string {
  return secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" ");
}
