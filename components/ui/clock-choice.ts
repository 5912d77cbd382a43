"use client";

import { type HourCycle, hourCycles } from "@/lib/format/dates";

/** What a reader can choose: the browser's own way, or one of the two. */
export const clockChoices = ["browser", ...hourCycles] as const;
export type ClockChoice = (typeof clockChoices)[number];

const KEY = "clock";
const CHANGED = "clock-changed";

/** What was chosen in this browser. */
export function clockChoice(): ClockChoice {
  const kept = read();
  return clockChoices.find((choice) => choice === kept) ?? "browser";
}

/** Keeps the choice in this browser; every window of it follows at once. */
export function chooseClock(choice: ClockChoice): void {
  try {
    if (choice === "browser") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    return; // A browser that keeps nothing stays as it is.
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** How times are written for this reader. */
export function hourCycleHere(): HourCycle {
  const choice = clockChoice();
  return choice === "browser" ? hourCycleOfBrowser() : choice;
}

/** Calls back when the choice changed, in this window or another one. */
export function subscribeToClock(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  window.addEventListener("storage", onChange);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener("storage", onChange);
  };
}

let ofBrowser: HourCycle | undefined;

/** As the language and region that the browser runs in write it; its word for them need not be a tag. */
export function hourCycleOfBrowser(): HourCycle {
  const asked = () => new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions();
  ofBrowser ??= asked().hour12 ? "h12" : "h24";
  return ofBrowser;
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
