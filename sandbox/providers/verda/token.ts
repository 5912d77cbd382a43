import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { type Answer, json } from "../../wire/answer";
import { bearer } from "../account-keys";
import type { TwinCall } from "../twin";
import { fail } from "./refusals";

const LIFE_S = 3_600;
const TOKEN = /^sandbox-token-of-([a-z0-9-]+)\.(\d+)$/;

const grant = z.object({
  grant_type: z.literal("client_credentials"),
  client_id: z.string(),
  client_secret: z.string(),
});

/** A credential is two strings: here each of them is the key. */
export function giveToken(call: TwinCall, isKey: (key: string) => boolean, nowMs: number): Answer {
  const asked = grant.safeParse(call.body);
  if (!asked.success) return fail(400, "Invalid grant");
  const { client_id: id, client_secret: secret } = asked.data;
  if (id !== secret || !isKey(secret)) return fail(401, "Invalid client credentials");
  const token = `sandbox-token-of-${secret}.${Math.floor(nowMs / 1_000)}`;
  return json(200, {
    access_token: token,
    refresh_token: `${token}-refresh`,
    token_type: "Bearer",
    scope: "cloud-api-v1",
    expires_in: LIFE_S,
  });
}

/** The key behind a bearer token that has not ended; the key itself opens nothing. */
export function keyOfToken(headers: IncomingHttpHeaders, nowMs: number): string | undefined {
  const [, key, madeS] = TOKEN.exec(bearer(headers.authorization) ?? "") ?? [];
  return nowMs / 1_000 < Number(madeS) + LIFE_S ? key : undefined;
}
