import { createHash, createHmac } from "node:crypto";
import type { WireRequest } from "../wire/answer";

export interface AwsKey {
  id: string;
  secret: string;
  service: string;
}

const shape =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) =>
  createHmac("sha256", key).update(text).digest();

/** Whether a request carries the signature (AWS Signature Version 4) that this key makes for it. */
export function isSignedBy(call: WireRequest, key: AwsKey): boolean {
  const found = shape.exec(call.headers.authorization ?? "");
  if (!found) return false;
  const [, id, day = "", region = "", service = "", names = "", signature] = found;
  const time = String(call.headers["x-amz-date"] ?? "");
  const isWhole = names.split(";").includes("host") && names.split(";").includes("x-amz-date");
  if (id !== key.id || service !== key.service || !time.startsWith(day) || !isWhole) return false;
  const canonical = [
    call.method,
    call.path,
    call.query.toString(),
    ...names.split(";").map((name) => `${name}:${String(call.headers[name] ?? "").trim()}`),
    "",
    names,
    sha256(call.bodyText),
  ].join("\n");
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n");
  const steps = [day, region, service, "aws4_request", toSign];
  const made = steps.reduce<string | Buffer>(hmac, `AWS4${key.secret}`);
  return Buffer.from(made).toString("hex") === signature;
}
