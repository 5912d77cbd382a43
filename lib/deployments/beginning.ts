import type { TeamScope } from "@/lib/auth/scope";
import { storeVariables } from "@/lib/beginning/store-variables";
import { type StoredEnvironment, storedEnvironment } from "@/lib/beginning/stored";
import { requireFeature } from "@/lib/billing/gate";
import { tierHas } from "@/lib/billing/tiers";
import type { Tx } from "@/lib/db";
import type { LaunchBestInput } from "@/lib/deployments/schema";
import type { Order } from "@/lib/deployments/write-deployment";
import { parsePolicy, type RepairPolicy } from "@/lib/repair-policy/schema";
import { noteSshKeysUsed } from "@/lib/ssh-keys/note-used";
import { requireTemplate } from "@/lib/templates/require-template";
import { isStarter } from "@/lib/templates/starters";
import { ensureWatchKey } from "@/lib/watch-key/ensure-watch-key";

type Asked = Pick<LaunchBestInput, Exclude<BeginningColumn, "repairPolicy">>;
type BeginningOfOrder = Pick<Order, BeginningColumn>;
type BeginningColumn =
  | "templateId"
  | "image"
  | "ports"
  | "environment"
  | "startupScript"
  | "command"
  | "sshPublicKeys"
  | "httpCheck"
  | "watchInside"
  | "repairPolicy";

/**
 * Seals what is secret of a machine's beginning and answers the order's part of it. Throws
 * `feature-locked` for a template where the tier has none, `template-unknown`, and `invalid` for a
 * secret without a value that the template does not have.
 */
export async function beginningOf(
  tx: Tx,
  scope: TeamScope,
  { input, now }: { readonly input: Asked; readonly now: Date },
): Promise<BeginningOfOrder> {
  const { templateId, environment: variables, sshPublicKeys } = input;
  const { secrets: kept, repairPolicy } = await keptOf(tx, scope, templateId);
  const environment = await storeVariables(tx, { teamId: scope.team.id, variables, kept, now });
  if (input.watchInside) await ensureWatchKey(tx, { teamId: scope.team.id, now });
  await noteSshKeysUsed(tx, scope, { sshPublicKeys, now });
  return {
    templateId: templateId ?? null,
    image: input.image ?? null,
    ports: [...new Set(input.ports)],
    environment,
    startupScript: input.startupScript ?? null,
    command: input.command ?? null,
    sshPublicKeys,
    httpCheck: input.httpCheck ?? null,
    watchInside: input.watchInside,
    repairPolicy,
  };
}

/** What a template keeps that the form does not send back. */
async function keptOf(
  tx: Tx,
  scope: TeamScope,
  templateId: string | undefined,
): Promise<{
  readonly secrets: StoredEnvironment["secrets"];
  readonly repairPolicy: RepairPolicy | null;
}> {
  if (templateId === undefined) return { secrets: {}, repairPolicy: null };
  requireFeature(scope.team.tier, "templates");
  if (isStarter(templateId)) return { secrets: {}, repairPolicy: null };
  const template = await requireTemplate(tx, scope, templateId);
  return {
    secrets: storedEnvironment(template).secrets,
    repairPolicy: tierHas(scope.team.tier, "autoRepair")
      ? parsePolicy(template.repairPolicy)
      : null,
  };
}
