import { z } from "zod";
import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { inTeam } from "@/lib/db";
import { env } from "@/lib/env";
import { httpCall } from "@/lib/http";
import type { KeyView } from "@/lib/provider-keys/schema";
import { keyColumns, toKeyView } from "@/lib/provider-keys/to-key-view";

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
