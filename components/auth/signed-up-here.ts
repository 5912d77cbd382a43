/** Cookie by which a browser knows the address it signed up for; it proves nothing to anybody else. */
export const SIGNED_UP_COOKIE = "signed-up";

const DAY_SECONDS = 86_400;

/** The cookie's value for an address. */
export function signedUpMark(email: string): string {
  return encodeURIComponent(email.trim().toLowerCase());
}

/** Remembers in this browser, for as long as the mailed link works, that the sign-up began here. */
export function rememberSignUp(email: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR
  document.cookie = `${SIGNED_UP_COOKIE}=${signedUpMark(email)}; path=/; max-age=${DAY_SECONDS}; samesite=lax`;
}
