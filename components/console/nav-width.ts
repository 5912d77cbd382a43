/** Remembers whether the navigation is narrow, so that the page comes in that width. */
export const NAV_WIDTH_COOKIE = "ch-nav";

const YEAR_SECONDS = 365 * 24 * 3_600;

/** Keeps how wide the navigation is left in this browser. */
export function keepNavWidth(width: "narrow" | "wide"): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${NAV_WIDTH_COOKIE}=${width}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
