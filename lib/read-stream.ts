import { setTimeout as delay } from "node:timers/promises";

/** When reading of a stream that nobody ends is given up. */
export interface StreamLimits {
  readonly totalMs: number;
  /** Cut once nothing has come for so long. */
  readonly quietMs: number;
}

/**
 * What came of an answer that goes on for ever, until a limit: then only its whole lines, since the
 * cut falls anywhere. A stream that its sender ends is taken as it is.
 */
export async function readStream(
  response: Response,
  { totalMs, quietMs, maxBytes }: StreamLimits & { readonly maxBytes: number },
): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const total = AbortSignal.timeout(totalMs);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const next = await firstOf(reader.read(), quietMs, total);
    if (next === "late") break;
    if (next.done) return textOf(chunks);
    chunks.push(next.value);
    size += next.value.byteLength;
    if (size > maxBytes) break;
  }
  await reader.cancel();
  const text = textOf(chunks);
  return text.slice(0, text.lastIndexOf("\n") + 1);
}

/** The chunk, or `late`; a read that is given up may fail unheard. */
async function firstOf<T>(read: Promise<T>, quietMs: number, total: AbortSignal) {
  read.catch(() => {});
  const done = new AbortController();
  const signal = AbortSignal.any([total, done.signal]);
  const late = delay(quietMs, undefined, { signal }).catch(() => {});
  try {
    return await Promise.race([read, late.then((): "late" => "late")]);
  } finally {
    done.abort();
  }
}

const textOf = (chunks: readonly Uint8Array[]) => Buffer.concat(chunks).toString("utf8");
