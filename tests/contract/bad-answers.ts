import { ProviderError } from "@/lib/providers/errors";
import type { Recorded } from "./recorded-server";

/** An answer no provider should give. */
export interface BadAnswer {
  readonly name: string;
  readonly how: Recorded;
}

/** Answers that say nothing of what was asked; redirects lead to `elsewhere`. */
export function badAnswers(elsewhere: () => string): readonly BadAnswer[] {
  const redirect = (status: number): BadAnswer => ({
    name: `a ${status} to another host`,
    get how() {
      return { status, headers: { location: elsewhere() } };
    },
  });
  const html = { "content-type": "text/html" };
  return [
    { name: "garbage", how: { raw: "\u0000\u0007%PDF-1.7 \ufffd{{[" } },
    { name: "a page of HTML", how: { raw: "<html>hello</html>", headers: html } },
    { name: "half a JSON", how: { raw: '{"data": {"id": "7h9' } },
    { name: "half an answer", how: { raw: '{"id": "7h9', fate: "half" } },
    { name: "nothing at all", how: { raw: "" } },
    { name: "another shape", how: { json: { surprise: true } } },
    {
      name: "an error under status 200",
      how: { json: { error: { code: "global/internal-error", message: "no" } } },
    },
    { name: "a broken server", how: { status: 500, json: {} } },
    { name: "a gateway that gave up", how: { status: 504, raw: "<html>late</html>" } },
    { name: "a firewall's page", how: { status: 403, raw: "<html>blocked</html>" } },
    { name: "a page that is not found", how: { status: 404, raw: "<html>none</html>" } },
    { name: "a dropped connection", how: { fate: "drop" } },
    { name: "100 MB of text", how: { raw: "x", fate: "huge" } },
    { name: "100 MB of lines", how: { raw: ": still here\n", fate: "huge" } },
    { name: "silence", how: { fate: "hang" } },
    redirect(302),
    redirect(307),
  ];
}

/** How a call ended, and all of it that a person or a log could be shown. */
export interface End {
  readonly error: ProviderError | null;
  readonly shown: string;
}

/** Waits for a call; any failure that is not a `ProviderError` is thrown on. */
export async function endOf(call: Promise<unknown>): Promise<End> {
  try {
    return { error: null, shown: textOf(await call) };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { message, detail, stack, cause } = error;
    return { error, shown: [message, detail, stack, cause, textOf(error)].join(" ") };
  }
}

const textOf = (value: unknown) =>
  JSON.stringify(value, (_key, one) => (typeof one === "bigint" ? String(one) : one)) ?? "";
