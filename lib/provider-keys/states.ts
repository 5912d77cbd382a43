/**
 * `refused`: the provider turned it down since. `removed`: the secret is wiped, the row stays for
 * the machines that ran under it. `unreadable` is never stored: its key-encryption key is missing.
 */
export const storedKeyStates = ["active", "refused", "removed"] as const;
export type StoredKeyState = (typeof storedKeyStates)[number];

export const keyStates = ["active", "refused", "unreadable"] as const;
export type KeyState = (typeof keyStates)[number];
