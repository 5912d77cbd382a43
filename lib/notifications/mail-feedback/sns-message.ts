import { verify, X509Certificate } from "node:crypto";
import { z } from "zod";
import { httpCall } from "@/lib/http";
import { baseOf } from "@/lib/notifications/channels/played-base";

const common = {
  MessageId: z.string(),
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.enum(["1", "2"]),
  Signature: z.string(),
  SigningCertURL: z.string(),
};

/** A message of Amazon SNS, as it is posted. */
export const snsMessage = z.discriminatedUnion("Type", [
  z.object({ Type: z.literal("Notification"), Subject: z.string().optional(), ...common }),
  z.object({
    Type: z.enum(["SubscriptionConfirmation", "UnsubscribeConfirmation"]),
    SubscribeURL: z.string(),
    Token: z.string(),
    ...common,
  }),
]);
export type SnsMessage = z.output<typeof snsMessage>;

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 100_000;
const host = /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;
const digests = { "1": "sha1", "2": "sha256" } as const;
/** Amazon changes its certificate now and then; of those that proved a message a few are kept. */
const certificates = new Map<string, X509Certificate>();
const MOST_CERTIFICATES = 10;

/**
 * Whether Amazon signed a message: with the key of the certificate it names, which is fetched from an
 * address of SNS alone (docs.aws.amazon.com/sns, "Verifying the signatures"). Throws where Amazon cannot
 * be asked just now, so that the message comes again.
 */
export async function isFromSns(message: SnsMessage): Promise<boolean> {
  const address = addressAtSns(message.SigningCertURL);
  if (!address?.pathname.endsWith(".pem") || address.search !== "") return false;
  const name = `${address.origin}${address.pathname}`;
  const certificate = certificates.get(name) ?? (await fetchCertificate(address));
  if (!certificate) return false;
  const said = Buffer.from(toSign(message), "utf8");
  const signature = Buffer.from(message.Signature, "base64");
  const isTheirs = verify(
    digests[message.SignatureVersion],
    said,
    certificate.publicKey,
    signature,
  );
  if (isTheirs) keepCertificate(name, certificate);
  return isTheirs;
}

function keepCertificate(name: string, certificate: X509Certificate): void {
  if (certificates.size >= MOST_CERTIFICATES && !certificates.has(name)) certificates.clear();
  certificates.set(name, certificate);
}

/** Says to SNS that the topic may post here. */
export async function confirmSubscription(url: string): Promise<boolean> {
  const address = addressAtSns(url);
  if (!address) return false;
  const { status } = await fetchAtSns(address);
  return status === 200;
}

function addressAtSns(text: string): URL | null {
  const url = URL.parse(text);
  const isTheirs = url?.protocol === "https:" && url.port === "" && host.test(url.hostname);
  return isTheirs && url.username === "" && url.password === "" ? url : null;
}

function fetchAtSns({ origin, pathname, search }: URL) {
  const url = `${baseOf("sns", origin)}${pathname}${search}`;
  return httpCall({ method: "GET", url, timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES });
}

/** `null`: there is none at that address. */
async function fetchCertificate(address: URL): Promise<X509Certificate | null> {
  const { status, text } = await fetchAtSns(address);
  if (status >= 500) throw new Error(`no certificate of SNS: ${status}`);
  return status === 200 ? readCertificate(text) : null;
}

function readCertificate(text: string): X509Certificate | null {
  try {
    return new X509Certificate(text);
  } catch {
    return null;
  }
}

/** Each field's name and value on a line, in the order of their names. */
function toSign(message: SnsMessage): string {
  const { Message, MessageId, Timestamp, TopicArn, Type } = message;
  const fields: Record<string, string> =
    message.Type === "Notification"
      ? { Message, MessageId, ...(message.Subject && { Subject: message.Subject }) }
      : { Message, MessageId, SubscribeURL: message.SubscribeURL };
  const last = message.Type === "Notification" ? {} : { Token: message.Token };
  return Object.entries({ ...fields, Timestamp, ...last, TopicArn, Type })
    .map(([name, value]) => `${name}\n${value}\n`)
    .join("");
}
