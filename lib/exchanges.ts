import { AsyncLocalStorage } from "node:async_hooks";

/** One outside call as it went over the wire, secrets included: for an operator's eyes alone. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: unknown;
  /** `null` where no answer began. */
  readonly status: number | null;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** `null` where no whole answer came; `failure` then says why. */
  readonly responseBody: string | null;
  readonly failure: string | null;
}

const observer = new AsyncLocalStorage<(exchange: Exchange) => void>();

/** Runs `work` and tells `see` of every outside call made in it, in the order in which they end. */
export function observeExchanges<T>(see: (exchange: Exchange) => void, work: () => T): T {
  return observer.run(see, work);
}

/** Tells whoever is watching of one call. */
export function tellExchange(exchange: Exchange): void {
  observer.getStore()?.(exchange);
}
