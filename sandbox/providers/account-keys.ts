import type { Caller, KeyFact } from "./twin";

interface NamedKey {
  suffix: string;
  account: string;
  rights?: Caller["rights"];
  trouble?: string;
  /** Name of the sentence that says what the key does; one of its own by default. */
  text?: string;
}

/**
 * The keys a twin knows: the named ones, and `sandbox-<provider>-t-<letters>` for a fresh account
 * of its own, with `-second` behind it for another key of that account and `-readonly` for one that
 * may only read. A revoked key is unknown until the sandbox starts again.
 */
export function accountKeys(provider: string, named: NamedKey[]) {
  const fresh = new RegExp(`^sandbox-${provider}-t-([a-z0-9]+)(-second|-readonly)?$`);
  const revoked = new Set<string>();
  const callerOf = (key: string): Caller | undefined => {
    if (revoked.has(key)) return undefined;
    const known = named.find((one) => key === `sandbox-${provider}-${one.suffix}`);
    if (known) {
      const { account, rights = "all", trouble } = known;
      return trouble === undefined ? { account, rights } : { account, rights, trouble };
    }
    const match = fresh.exec(key);
    if (!match) return undefined;
    return { account: `t-${match[1]}`, rights: match[2] === "-readonly" ? "read" : "all" };
  };
  const facts: KeyFact[] = [
    ...named.map((one) => ({
      key: `sandbox-${provider}-${one.suffix}`,
      account: one.account,
      text: one.text ?? `key.${provider}.${one.suffix}`,
    })),
    { key: `sandbox-${provider}-t-…`, account: "t-…", text: "key.fresh" },
  ];
  const revoke = (key: string): boolean => {
    if (callerOf(key) === undefined) return false;
    revoked.add(key);
    return true;
  };
  return { callerOf, facts, revoke };
}

/** The token of `Authorization: Bearer <token>`, if that is what the header holds. */
export function bearer(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
}
