"use client";

const NAME = "computehub-entry-page";

/**
 * The first page of this visit, kept by the browser for the length of the visit alone. Where no
 * page kept one, the page one came from on this site.
 */
export function entryPage(): string | null {
  const kept = sessionStorage.getItem(NAME);
  if (kept) return kept;
  const from = URL.parse(document.referrer);
  return from?.origin === window.location.origin ? from.pathname : null;
}

/** Keeps the first page of a visit. */
export function rememberEntryPage(): void {
  if (sessionStorage.getItem(NAME) === null) {
    sessionStorage.setItem(NAME, window.location.pathname);
  }
}
