import { env } from "@/lib/env";

/**
 * What is signed of a mail: what the library signs by itself where a mail has it, and beside it
 * `List-Unsubscribe-Post`, without which RFC 8058 lets no program unsubscribe.
 */
const SIGNED = [
  "From",
  "To",
  "Subject",
  "Date",
  "Message-ID",
  "MIME-Version",
  "Content-Type",
  "Content-Transfer-Encoding",
  "List-Unsubscribe",
  "List-Unsubscribe-Post",
].join(":");

/** The signature of the sender's domain (DKIM), where the settings name a key for it. */
export function dkimSettings() {
  const { DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY } = env;
  if (!DKIM_DOMAIN || !DKIM_SELECTOR || !DKIM_PRIVATE_KEY) return {};
  const key = { domainName: DKIM_DOMAIN, keySelector: DKIM_SELECTOR, privateKey: DKIM_PRIVATE_KEY };
  return { dkim: { ...key, headerFieldNames: SIGNED } };
}
