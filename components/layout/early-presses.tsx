"use client";

import { useEffect } from "react";

/**
 * Holds the press of a button, the last one alone, for as long as nothing on the page would answer it:
 * without scripts yet it would be lost. Forms are not sent before (see `SubmitButton`). What was pressed
 * more than ten seconds ago is not done any more, and a page whose scripts never come holds nothing.
 */
const hold = `(() => {
  const mostMs = 10000;
  let held = null;
  const hold = (event) => {
    const button = event.target instanceof Element && event.target.closest("button");
    if (!button || button.type === "submit") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held = { button, atMs: performance.now() };
  };
  const stop = () => removeEventListener("click", hold, true);
  addEventListener("click", hold, true);
  addEventListener("load", () => setTimeout(stop, mostMs));
  window.releasePresses = () => {
    stop();
    delete window.releasePresses;
    if (held && held.button.isConnected && performance.now() - held.atMs < mostMs) held.button.click();
  };
})()`;

/** Has what was pressed before the page could answer done as soon as it can. */
export function EarlyPresses({ nonce }: { readonly nonce?: string }) {
  useEffect(() => {
    // After all that the page itself does first.
    setTimeout(() => Reflect.get(window, "releasePresses")?.());
  }, []);
  return (
    <script
      suppressHydrationWarning
      // A browser tells no script the nonce, so that there it is always another than the server's.
      nonce={typeof window === "undefined" ? nonce : ""}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a text of ours, without any part that changes
      dangerouslySetInnerHTML={{ __html: hold }}
    />
  );
}
