import { z } from "zod";
import type { Tx } from "@/lib/db";
import type { LookView } from "@/lib/deployments/types";

const finding = z.object({
  ok: z.boolean().nullable(),
  word: z.string(),
  figure: z.number().nullable().default(null),
});

/** What the newest look inside a machine found; `null` where there was none in the days that are kept. */
export async function lastLook(tx: Tx, deploymentId: string): Promise<LookView | null> {
  const [row] = await tx.$queryRaw<{ at: Date; finding: unknown }[]>`
    SELECT s.at, f.finding FROM health_sample s, jsonb_array_elements(s.findings) AS f (finding)
    WHERE s.deployment_id = ${deploymentId} AND f.finding ->> 'kind' = 'gpu'
    ORDER BY s.at DESC LIMIT 1`;
  if (!row) return null;
  const read = finding.safeParse(row.finding);
  return read.success ? { at: row.at.toISOString(), ...read.data } : null;
}
