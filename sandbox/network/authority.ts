import "reflect-metadata";
import { writeFileSync } from "node:fs";
import { createSecureContext, type SecureContext } from "node:tls";
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { z } from "zod";
import type { Store } from "../store";

/** Signs the certificates of the network's own hosts. */
export interface Authority {
  /** What a host proves itself by. */
  contextFor(host: string): Promise<SecureContext>;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const validity = { notBefore: new Date("2020-01-01"), notAfter: new Date("2100-01-01") } as const;

const stored = z.object({ certificate: z.string(), privateKey: z.string() });
type Stored = z.infer<typeof stored>;

/** The authority, made at the first call; its certificate stands in `file`, for whoever trusts it. */
export async function openAuthority(store: Store, file: string): Promise<Authority> {
  const rows = store.collection("network.authority", (value) => stored.parse(value));
  const own = rows.get("own") ?? (await makeAuthority());
  rows.put("own", own);
  writeFileSync(file, own.certificate);
  const issuer = new X509Certificate(own.certificate);
  const signingKey = await crypto.subtle.importKey(
    "pkcs8",
    Buffer.from(own.privateKey, "base64"),
    algorithm,
    false,
    ["sign"],
  );
  const contexts = new Map<string, Promise<SecureContext>>();

  const certify = async (host: string): Promise<SecureContext> => {
    const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
    const certificate = await X509CertificateGenerator.create({
      subject: `CN=${host}`,
      issuer: issuer.subject,
      ...validity,
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey,
      signingKey,
      extensions: [new SubjectAlternativeNameExtension([{ type: "dns", value: host }])],
    });
    const key = `-----BEGIN PRIVATE KEY-----\n${await exported(keys.privateKey)}\n-----END PRIVATE KEY-----\n`;
    return createSecureContext({ key, cert: certificate.toString("pem") });
  };

  return {
    contextFor(host) {
      const context = contexts.get(host) ?? certify(host);
      contexts.set(host, context);
      return context;
    },
  };
}

async function makeAuthority(): Promise<Stored> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: "CN=Sandbox network",
    ...validity,
    signingAlgorithm: algorithm,
    keys,
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  return { certificate: certificate.toString("pem"), privateKey: await exported(keys.privateKey) };
}

async function exported(key: CryptoKey): Promise<string> {
  return Buffer.from(await crypto.subtle.exportKey("pkcs8", key)).toString("base64");
}
