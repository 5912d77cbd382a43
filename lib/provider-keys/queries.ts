import { z } from "zod";
import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { inTeam } from "@/lib/db";
import { env } from "@/lib/env";
import { httpCall } from "@/lib/http";
import { volumesOnKeys } from "@/lib/provider-keys/key-volumes";
import type { KeyView } from "@/lib/provider-keys/schema";
import { keyColumns, toKeyView } from "@/lib/provider-keys/to-key-view";
import type { VolumesOn } from "@/lib/provider-keys/types";

/** The team's keys, newest first. */
export async function listKeys(
  scope: TeamScope,
  filter: { readonly providerId?: string } = {},
): Promise<KeyView[]> {
  requireRead(scope, "keys.read");
  const rows = await inTeam(scope.team.id, (tx) =>
    tx.providerKey.findMany({
      where: { teamId: scope.team.id, state: { not: "removed" }, ...filter },
      select: keyColumns,
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    }),
  );
  return rows.map(toKeyView);
}

/** The machines that hang on a key. */
export interface KeyUse {
  readonly count: number;
  /** Some of them, the oldest first. */
  readonly machines: readonly { readonly id: string; readonly name: string }[];
}

const MOST_NAMED = 5;

/** Which machines hang on the team's keys, by the key's id; keys without any are left out. */
export async function keysInUse(scope: TeamScope): Promise<Record<string, KeyUse>> {
  requireRead(scope, "keys.read");
  const rows = await inTeam(
    scope.team.id,
    (tx) => tx.$queryRaw<{ keyId: string; count: number; id: string; name: string }[]>`
      SELECT key_id AS "keyId", count, id, name FROM (
        SELECT provider_key_id AS key_id, id, name,
          count(*) OVER (PARTITION BY provider_key_id)::int AS count,
          row_number() OVER (PARTITION BY provider_key_id ORDER BY created_at, id) AS place
        FROM deployment WHERE team_id = ${scope.team.id} AND ended_at IS NULL) live
      WHERE place <= ${MOST_NAMED} ORDER BY place`,
  );
  const uses: Record<string, KeyUse> = {};
  for (const { keyId, count, id, name } of rows) {
    uses[keyId] = { count, machines: [...(uses[keyId]?.machines ?? []), { id, name }] };
  }
  return uses;
}

/** The volumes of the team's accounts, by the key's id; keys without any are left out. */
export function volumesInAccounts(scope: TeamScope): Promise<Record<string, VolumesOn>> {
  requireRead(scope, "keys.read");
  return inTeam(scope.team.id, (tx) => volumesOnKeys(tx, scope.team.id));
}

const sandboxKey = z.object({
  key: z.string(),
  account: z.string().nullable().catch(null),
  meaning: z.string(),
});
export type SandboxKey = z.output<typeof sandboxKey> & { readonly providerId: string };
/** Stands in the sandbox's list for "any letters": not a key to paste. */
const PATTERN_SIGN = "…";
const sandboxAnswer = z.record(z.string(), z.array(sandboxKey));

/**
 * Keys the sandbox accepts (and some it does not), for the hint under the key form. Empty in the
 * live world and when the sandbox does not answer within a second.
 */
export async function sandboxKeys(locale: "en" | "zh"): Promise<SandboxKey[]> {
  if (env.WORLD !== "sandbox" || !env.SANDBOX_URL) return [];
  const url = new URL("/control/keys", env.SANDBOX_URL);
  url.searchParams.set("lang", locale);
  const answer = await httpCall({ method: "GET", url: url.href, timeoutMs: 1_000 }).catch(
    () => null,
  );
  if (answer?.status !== 200) return [];
  const parsed = sandboxAnswer.safeParse(parseJson(answer.text));
  if (!parsed.success) return [];
  return Object.entries(parsed.data).flatMap(([providerId, keys]) =>
    keys.filter(({ key }) => !key.includes(PATTERN_SIGN)).map((key) => ({ providerId, ...key })),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
