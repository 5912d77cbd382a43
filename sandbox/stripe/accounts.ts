import { createHash } from "node:crypto";

const SECRET_KEY = /^sk_test_[A-Za-z0-9]+$/;

/** The account of a secret key; every `sk_test_` key has one of its own. Keys of live mode have none here. */
export function accountOfKey(key: string): string | undefined {
  if (!SECRET_KEY.test(key)) return undefined;
  return `acct_${createHash("sha256").update(key).digest("hex").slice(0, 16)}`;
}
