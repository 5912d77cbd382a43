import { type Exchange, observeExchanges } from "@/lib/exchanges";
import type { ProviderAdapter } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";
import { Refusal } from "../launch/refusal";
import { calls } from "./calls";
import { ownGuard } from "./own-guard";
import type { Order } from "./read-order";
import { type Redact, redactor, withoutProofs } from "./redact";

/** What the operator is shown, and whether the call failed. */
export interface Outcome {
  readonly document: unknown;
  readonly failed: boolean;
}

/** Makes the ordered call, keeps what went over the wire, and takes every secret out of both. */
export async function makeCall(adapter: ProviderAdapter, order: Order): Promise<Outcome> {
  const make = readyCall(adapter, order);
  const exchanges: Exchange[] = [];
  const guard = ownGuard(adapter.meta.capabilities?.rate ?? []);
  const result = await observeExchanges(
    (exchange) => exchanges.push(exchange),
    () => make(order.credentials, { guard }).then(toAnswer, toError),
  );
  const redact = redactor(Object.values(order.credentials), exchanges);
  const { meta, call } = order;
  const shown = exchanges.map((exchange) => show(exchange, redact));
  const document = {
    provider: meta.id,
    call,
    ...Object(redact(result)),
    exchanges: shown,
  };
  return { document, failed: "error" in result };
}

function readyCall(adapter: ProviderAdapter, { meta, call, args }: Order) {
  const reading = calls.get(call)?.read(adapter, args) ?? { kind: "no-such-call" };
  if (reading.kind === "ready") return reading.make;
  if (reading.kind === "wrong-args") {
    throw new Refusal(`The arguments of ${call} are wrong: ${reading.problem}.`);
  }
  const known = [...calls].filter(([, one]) => one.has(adapter)).map(([name]) => name);
  throw new Refusal(`${meta.name} has no call ${call}; it has ${known.join(", ")}.`);
}

const toAnswer = (answer: unknown) => ({ answer: answer ?? null });

function toError(error: unknown) {
  if (!(error instanceof ProviderError)) throw error;
  const { kind, status, detail, retryAfterMs, isUnsent } = error;
  return { error: { kind, status, detail, retryAfterMs, isUnsent } };
}

function show(exchange: Exchange, redact: Redact): unknown {
  const { requestHeaders, requestBody, responseHeaders, responseBody, failure } = exchange;
  return redact({
    method: exchange.method,
    url: exchange.url,
    requestHeaders: withoutProofs(requestHeaders),
    requestBody: requestBody ?? null,
    status: exchange.status,
    responseHeaders: withoutProofs(responseHeaders),
    responseBody: readBody(responseBody),
    ...(failure !== null && { failure }),
  });
}

/** JSON as what it says, anything else as the text it is. */
function readBody(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
