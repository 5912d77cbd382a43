import { createHmac } from "node:crypto";

/** The `Stripe-Signature` header of a body; with two secrets, as while one is being rolled, two signatures. */
export function signatureOf(body: string, secrets: string[], at: number): string {
  const signatures = secrets.map((secret) => {
    const digest = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
    return `v1=${digest}`;
  });
  return [`t=${at}`, ...signatures].join(",");
}
