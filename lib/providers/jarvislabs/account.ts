import { microsFromNumber } from "@/lib/money";
import type { AccountSshKey, Balance, Currency, KeyFacts } from "../contract";
import { ProviderError } from "../errors";
import type { SshKey, User } from "./wire";

/** Keys have no rights to choose. */
export function toKeyFacts({ user_id: account }: User): KeyFacts {
  return { account, canLaunch: null };
}

export function toBalance(amount: number, currency: Currency): Balance {
  const micros = microsFromNumber(amount);
  if (micros === null) throw new ProviderError("transient", { detail: "a balance of no amount" });
  return { micros, currency };
}

export function toSshKey({
  key_id: id,
  key_name: name,
  ssh_key: publicKey,
}: SshKey): AccountSshKey {
  return { id, name: name ?? null, publicKey };
}
