/**
 * How a key stands, as people see it. `refused`: the provider turned it down since. `unreadable`:
 * the key-encryption key that seals it is missing. `frozen`: the tier has no room for it; what runs
 * under it goes on, and nothing begins. A removed key is kept as `removed`, its secret wiped, for the
 * machines that ran under it; nobody sees it.
 */
export const keyStates = ["active", "refused", "frozen", "unreadable"] as const;
export type KeyState = (typeof keyStates)[number];
