import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { type Answer, json } from "../../wire/answer";
import { bearer } from "../account-keys";
import type { TwinCall } from "../twin";

const LIFE_S = 3_600;
const PREFIX = "sandbox-token-of-";

const grant = z.object({
  grant_type: z.literal("client_credentials"),
  client_id: z.string(),
  client_secret: z.string(),
});

/** A credential is two strings: here each of them is the key. */
export function giveToken(call: TwinCall, isKey: (key: string) => boolean): Answer {
  const asked = grant.safeParse(call.body);
  if (!asked.success) return json(400, { code: "invalid_request", message: "Invalid grant" });
  const { client_id: id, client_secret: secret } = asked.data;
  if (id !== secret || !isKey(secret)) {
    return json(401, { code: "unauthorized_request", message: "Invalid client credentials" });
  }
  return json(200, {
    access_token: `${PREFIX}${secret}`,
    refresh_token: `${PREFIX}${secret}-refresh`,
    token_type: "Bearer",
    scope: "cloud-api-v1",
    expires_in: LIFE_S,
  });
}

/** The key behind a bearer token; the key itself opens nothing. */
export function keyOfToken(headers: IncomingHttpHeaders): string | undefined {
  const token = bearer(headers.authorization);
  return token?.startsWith(PREFIX) ? token.slice(PREFIX.length) : undefined;
}
