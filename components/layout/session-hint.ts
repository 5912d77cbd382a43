const HINT = "computehub-session";

/** Notes in this browser that a session is open, for pages that are the same for everybody. */
export function noteSession(isOpen: boolean): void {
  try {
    if (isOpen) localStorage.setItem(HINT, "open");
    else localStorage.removeItem(HINT);
  } catch {
    // A browser that keeps nothing shows the way in as to a visitor.
  }
}

/** Whether the last page that knew saw an open session. A hint for links, never a permission. */
export function hasSessionHint(): boolean {
  try {
    return localStorage.getItem(HINT) !== null;
  } catch {
    return false;
  }
}
