import { createHash } from "node:crypto";
import { clientAddress } from "@/lib/auth/client-address";
import { readLimit } from "@/lib/auth/rate-limits";

const open = { "access-control-allow-origin": "*" };
const MINUTE_MS = 60_000;

export interface ApiAnswer {
  readonly body: string;
  readonly type: string;
  /** Under which name a browser keeps it. */
  readonly file?: string;
}

/** What an answer depends on beside its address. */
export interface ApiState {
  readonly version: bigint | null;
  readonly now: Date;
}

/**
 * A public read of prices: anyone may ask from anywhere, up to a number of times a minute. The same
 * question has the same ETag until prices change, or a minute has passed and ages with it.
 */
export async function apiAnswer(
  request: Request,
  { version, now }: ApiState,
  answer: () => ApiAnswer | Promise<ApiAnswer>,
): Promise<Response> {
  const waitS = await readLimit(clientAddress(request.headers));
  if (waitS !== null) {
    return apiError(429, "too-many-requests", { "retry-after": String(waitS) });
  }
  const minute = Math.floor(now.getTime() / MINUTE_MS);
  const { pathname, search } = new URL(request.url);
  const etag = `W/"${createHash("sha256").update(`${version} ${minute} ${pathname}${search}`).digest("base64url").slice(0, 22)}"`;
  const headers = { ...open, etag, "cache-control": "public, max-age=30" };
  if (asks(request, etag)) return new Response(null, { status: 304, headers });
  const { body, type, file } = await answer();
  return new Response(body, {
    headers: {
      ...headers,
      "content-type": type,
      ...(file && { "content-disposition": `attachment; filename="${file}"` }),
    },
  });
}

function asks(request: Request, etag: string): boolean {
  const known = request.headers.get("if-none-match") ?? "";
  return known.split(",").some((one) => one.trim() === etag);
}

/** A refusal of the API; `details` says what is wrong, for people who write programs. */
export function apiError(
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
  details: Readonly<Record<string, unknown>> = {},
): Response {
  return Response.json(
    { error: { code, ...details } },
    { status, headers: { ...open, ...headers } },
  );
}
