import type { IncomingMessage } from "node:http";
import type { WireRequest } from "./answer";

const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * Reads a whole request; a body that is no JSON is kept as text, and marked malformed unless it says
 * that it is text.
 */
export async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const url = new URL(incoming.url ?? "/", "http://sandbox");
  const bodyText = await readBody(incoming);
  const typed = incoming.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  const form = typed && !bodyText.startsWith("{");
  const isText = incoming.headers["content-type"]?.startsWith("text/plain") ?? false;
  return {
    method: incoming.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    bodyText,
    ...(form ? readForm(bodyText) : readJson(bodyText, isText)),
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of incoming) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size > BODY_LIMIT) throw new Error("request body too large");
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function readForm(text: string) {
  return { body: Object.fromEntries(new URLSearchParams(text)), malformed: false };
}

function readJson(text: string, isText: boolean): { body: unknown; malformed: boolean } {
  if (text === "") return { body: undefined, malformed: false };
  try {
    return { body: JSON.parse(text), malformed: false };
  } catch {
    return { body: undefined, malformed: !isText };
  }
}
