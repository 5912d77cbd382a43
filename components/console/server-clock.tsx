"use client";

import { createContext, type ReactNode, use, useSyncExternalStore } from "react";
import type { Live } from "./use-live";

const TICK_MS = 1000;
const OffsetContext = createContext(0);
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let here = 0;

export interface ServerClockProps {
  readonly live: Pick<Live<unknown>, "now" | "receivedMs">;
  readonly children: ReactNode;
}

/** Tells what is inside how far the server's clock is from the browser's. */
export function ServerClock({ live: { now, receivedMs }, children }: ServerClockProps) {
  const offsetMs = now === undefined ? 0 : Date.parse(now) - receivedMs;
  return <OffsetContext value={offsetMs}>{children}</OffsetContext>;
}

/** The server's time, moving on once a second; only what calls this is drawn again. */
export function useServerNow(): number {
  const offsetMs = use(OffsetContext);
  return useSyncExternalStore(subscribe, hereMs, hereMs) + offsetMs;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    here = Date.now();
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    here = 0;
  };
}

function hereMs(): number {
  if (here === 0) here = Date.now();
  return here;
}
