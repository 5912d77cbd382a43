"use client";

import { useEffect } from "react";

/** What each key of the list does. */
export interface ListKeys {
  readonly next: () => void;
  readonly previous: () => void;
  readonly choose: () => void;
  readonly open: () => void;
  readonly search: () => void;
  readonly leave: () => void;
  readonly help: () => void;
}

const byKey: Readonly<Record<string, keyof ListKeys>> = {
  j: "next",
  k: "previous",
  x: "choose",
  Enter: "open",
  "/": "search",
  Escape: "leave",
  "?": "help",
};

/** Steers a list by keyboard, wherever on the page one is, but not while typing or in a dialog. */
export function useListKeys(keys: ListKeys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = byKey[event.key];
      if (!act || event.defaultPrevented || isElsewhere(event)) return;
      // What has the focus is opened or pressed by itself.
      if (act === "open" && event.target !== document.body) return;
      if (act !== "leave") event.preventDefault();
      keys[act]();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [keys]);
}

function isElsewhere({ target, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (altKey || ctrlKey || metaKey) return true;
  if (document.querySelector("[role=dialog]")) return true;
  return (
    target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select")
  );
}
