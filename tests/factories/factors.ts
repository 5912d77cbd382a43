import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import type { z } from "zod";
import { sessionHandle } from "@/lib/accounts/session-handle";
import { hashPassword } from "@/lib/auth/passwords";
import { clock } from "@/lib/clock";
import { asAccounts } from "@/lib/db";
import { env } from "@/lib/env";
import { issueChallenge } from "@/lib/factors/challenges";
import { madePasskey, signedPasskey } from "@/lib/factors/schema";
import { newTotpSecret, sealTotp } from "@/lib/factors/totp";
import { newId } from "@/lib/ids";

const PERIOD_MS = 30_000;

/** The code an authenticator app shows, so many half minutes from now. */
export function codeOf(secret: string, halfMinutes = 0): string {
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  return app.generate({ timestamp: Date.now() + halfMinutes * PERIOD_MS });
}

/** Sets an authenticator app up for a person, straight in the database; answers its secret. */
export async function giveTotp(userId: string, { isConfirmed = true } = {}): Promise<string> {
  const secret = newTotpSecret();
  const at = clock.now();
  const row = {
    ...sealTotp(secret, userId),
    createdAt: at,
    confirmedAt: isConfirmed ? at : null,
    lastStep: 0,
  };
  await asAccounts((tx) =>
    tx.totp.upsert({ where: { userId }, create: { userId, ...row }, update: row }),
  );
  return secret;
}

/** One recovery code more, as it is typed. */
export async function giveRecoveryCode(userId: string): Promise<string> {
  const code = randomBytes(5).toString("hex");
  const hash = await hashPassword(code);
  const row = { id: newId("rcv"), userId, hash, createdAt: clock.now() };
  await asAccounts((tx) => tx.recoveryCode.createMany({ data: [row] }));
  return code;
}

/** A sign-in of a person that waits for its second step. */
export async function giveStep(userId: string): Promise<string> {
  const id = newId("stp");
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + 600_000);
  await asAccounts((tx) =>
    tx.secondStep.createMany({ data: [{ id, userId, createdAt, expiresAt }] }),
  );
  return id;
}

/** One session more of a person; answers its handle. */
export async function giveSession(userId: string): Promise<string> {
  const id = newId("ses");
  const createdAt = clock.now();
  const times = {
    createdAt,
    lastSeenAt: createdAt,
    expiresAt: new Date(createdAt.getTime() + 600_000),
  };
  await asAccounts((tx) => tx.session.createMany({ data: [{ id, userId, ...times }] }));
  return sessionHandle(id);
}

/** What a passkey that a person adds has to sign. */
export async function giveChallenge(userId: string): Promise<string> {
  const wanted = { purpose: "add", userId } as const;
  const bytes = await asAccounts((tx) => issueChallenge(tx, wanted, clock.now()));
  return bytes.toString("base64url");
}

/** A device that makes one passkey and signs with it, as a browser would pass its answers on. */
export class Device {
  readonly id = randomBytes(32);
  private readonly key: KeyObject;
  private readonly publicKey: Buffer;
  private count = 0;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    this.key = privateKey;
    this.publicKey = coseKey(Buffer.from(x, "base64url"), Buffer.from(y, "base64url"));
  }

  make(challenge: string): z.input<typeof madePasskey> {
    const length = Buffer.from([0, this.id.length]);
    const attested = [Buffer.alloc(16), length, this.id, this.publicKey];
    const data = Buffer.concat([this.head(0x45), ...attested]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      text("fmt"),
      text("none"),
      text("attStmt"),
      Buffer.from([0xa0]),
      text("authData"),
      bytes(data),
    ]);
    return madePasskey.parse({
      ...this.frame(),
      response: {
        clientDataJSON: clientData("webauthn.create", challenge),
        attestationObject: attestation.toString("base64url"),
        transports: ["internal"],
      },
    });
  }

  /** `isUnlocked`: the device knows that it is its owner who asks. */
  sign(challenge: string, { isUnlocked = true } = {}): z.input<typeof signedPasskey> {
    this.count += 1;
    const data = this.head(isUnlocked ? 0x05 : 0x01);
    const client = clientData("webauthn.get", challenge);
    const signed = Buffer.concat([data, sha256(Buffer.from(client, "base64url"))]);
    return signedPasskey.parse({
      ...this.frame(),
      response: {
        clientDataJSON: client,
        authenticatorData: data.toString("base64url"),
        signature: sign("sha256", signed, this.key).toString("base64url"),
      },
    });
  }

  /** Registers its passkey for a person, straight in the database; answers the row's id. */
  async give(userId: string): Promise<string> {
    const row = {
      id: newId("psk"),
      userId,
      name: "Device",
      credentialId: this.id.toString("base64url"),
      publicKey: this.publicKey.toString("base64url"),
      counter: 0,
      createdAt: clock.now(),
    };
    await asAccounts((tx) => tx.passkey.createMany({ data: [row] }));
    return row.id;
  }

  private head(flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.count);
    const { hostname } = new URL(env.APP_URL);
    return Buffer.concat([sha256(Buffer.from(hostname)), Buffer.from([flags]), counter]);
  }

  private frame() {
    const id = this.id.toString("base64url");
    return { id, rawId: id, type: "public-key", clientExtensionResults: {} };
  }
}

function clientData(type: string, challenge: string): string {
  const { origin } = new URL(env.APP_URL);
  return Buffer.from(JSON.stringify({ type, challenge, origin })).toString("base64url");
}

function sha256(data: Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}

/** CBOR (RFC 8949): a short text, bytes, and the map of a P-256 key (RFC 9052). */
function text(word: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
}

function bytes(data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x59, data.length >> 8, data.length & 255]), data]);
}

function coseKey(x: Buffer, y: Buffer): Buffer {
  const coordinate = (label: number, data: Buffer) =>
    Buffer.concat([Buffer.from([label, 0x58, data.length]), data]);
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]);
  return Buffer.concat([head, coordinate(0x21, x), coordinate(0x22, y)]);
}
