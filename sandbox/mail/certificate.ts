import { type KeyObject, sign } from "node:crypto";

/** Parts of DER (X.690), as far as a certificate needs them. */
const SEQUENCE = 0x30;
const SET = 0x31;
const SHA256_WITH_RSA = Buffer.from("300d06092a864886f70d01010b0500", "hex");
const COMMON_NAME = Buffer.from("0603550403", "hex");

/** A certificate (X.509 v3) that an RSA key signs for itself, as PEM. */
export function selfSigned(name: string, keys: { publicKey: KeyObject; privateKey: KeyObject }) {
  const subject = der(
    SEQUENCE,
    der(SET, der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from(name, "utf8")))),
  );
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    SHA256_WITH_RSA,
    subject,
    der(SEQUENCE, time("20200101000000Z"), time("21200101000000Z")),
    subject,
    keys.publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign("sha256", body, keys.privateKey)]);
  const whole = der(SEQUENCE, body, SHA256_WITH_RSA, der(0x03, signature));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

function time(text: string): Buffer {
  return der(0x18, Buffer.from(text, "latin1"));
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 128) return Buffer.from([length]);
  const bytes = length < 256 ? [length] : [length >> 8, length & 0xff];
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}
