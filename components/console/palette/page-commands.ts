"use client";

import { useEffect, useState, useSyncExternalStore } from "react";

/** Something that can be done on the page in view. */
export interface PageCommand {
  readonly id: string;
  readonly text: string;
  readonly run: () => void;
}

const offers = new Map<symbol, readonly PageCommand[]>();
const listeners = new Set<() => void>();
const none: readonly PageCommand[] = [];
let current = none;

/** Offers commands in the palette for as long as the component stands on the page. */
export function useOffered(commands: readonly PageCommand[]): void {
  const [mark] = useState(() => Symbol("commands"));
  useEffect(() => {
    if (isAlike(offers.get(mark), commands)) return;
    offers.set(mark, commands);
    tell();
  });
  useEffect(
    () => () => {
      offers.delete(mark);
      tell();
    },
    [mark],
  );
}

/** Under the same ids and texts the same is done, whenever it was offered. */
function isAlike(before: readonly PageCommand[] | undefined, now: readonly PageCommand[]): boolean {
  const names = (commands: readonly PageCommand[]) =>
    JSON.stringify(commands.map(({ id, text }) => [id, text]));
  return before !== undefined && names(before) === names(now);
}

/** What the page in view offers now. */
export function usePageCommands(): readonly PageCommand[] {
  return useSyncExternalStore(subscribe, read, () => none);
}

function tell(): void {
  current = [...offers.values()].flat();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): readonly PageCommand[] {
  return current;
}
