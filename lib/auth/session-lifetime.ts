/** A browser stays signed in this long; the session's row ends with the cookie. */
export const SESSION_SECONDS = 30 * 24 * 3_600;
