"use client";

import { createContext, type ReactNode, use, useMemo, useSyncExternalStore } from "react";
import type { DisplayCurrency, DisplayRates } from "@/lib/rates/types";
import { readCurrency, toCurrency, withCurrency } from "./currency-address";

interface CurrencyState {
  readonly currency: DisplayCurrency;
  /** Null while the newest rates are too old: then dollars alone. */
  readonly rates: DisplayRates | null;
}

const CurrencyContext = createContext<CurrencyState>({ currency: "USD", rates: null });

export interface CurrencyProviderProps {
  readonly rates: DisplayRates | null;
  readonly children: ReactNode;
}

/**
 * Shows every `Price` below in the currency that the address names, else in the one chosen last in
 * this browser. The server and the first paint know neither, so the cached HTML is in dollars.
 */
export function CurrencyProvider({ rates, children }: CurrencyProviderProps) {
  const chosen = useSyncExternalStore<DisplayCurrency>(
    subscribe,
    () => readCurrency(window.location.search) ?? remembered() ?? "USD",
    () => "USD",
  );
  const currency = rates ? chosen : "USD";
  const state = useMemo(() => ({ currency, rates }), [currency, rates]);
  return <CurrencyContext value={state}>{children}</CurrencyContext>;
}

/** The reader's currency, and the rates to show it by. */
export function useCurrency(): CurrencyState {
  return use(CurrencyContext);
}

/** Writes a currency into the address; every price on the page follows. */
export function chooseCurrency(currency: DisplayCurrency): void {
  const { pathname, search, hash } = window.location;
  const address = pathname + withCurrency(search, currency) + hash;
  window.history.replaceState(window.history.state, "", address);
  remember(currency);
  for (const listener of listeners) listener();
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

const KEY = "currency";

/** A browser may keep nothing for us; then the address alone counts. */
function remembered(): DisplayCurrency | null {
  try {
    return toCurrency(window.localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function remember(currency: DisplayCurrency): void {
  try {
    window.localStorage.setItem(KEY, currency);
  } catch {
    // The address holds it.
  }
}
