import type { TeamScope } from "@/lib/auth/scope";
import { readAuthorizedKeys } from "@/lib/beginning/authorized-keys";
import { storedEnvironment } from "@/lib/beginning/stored";
import type { Template } from "@/lib/generated/prisma/client";
import { findGpu } from "@/lib/gpus/catalog";
import { microsToDecimal } from "@/lib/money";
import { parsePolicy } from "@/lib/repair-policy/schema";
import { mayChange } from "@/lib/templates/require-template";
import type { TemplateView } from "@/lib/templates/schema";

/** A stored template as one member of its team sees it. */
export function toTemplateView(row: Template, scope: TeamScope): TemplateView {
  const { environment, secrets } = storedEnvironment(row);
  const { id, name, note, image, diskGb, ports, startupScript, command, gpuCount } = row;
  return {
    id,
    name,
    note,
    visibility: row.visibility === "team" ? "team" : "private",
    mayChange: mayChange(scope, row),
    image,
    diskGb,
    ports,
    environment: Object.entries(environment).map(([key, value]) => ({ name: key, value })),
    secretNames: Object.keys(secrets),
    startupScript,
    command,
    httpCheck: row.httpCheck,
    watchInside: row.watchInside,
    repairUpTo: parsePolicy(row.repairPolicy)?.highest ?? null,
    sshPublicKeys: readAuthorizedKeys(row.authorizedKeys),
    gpuModels: row.gpuModels.map((model) => ({ id: model, name: findGpu(model)?.name ?? model })),
    gpuCount,
    maxPerHour: row.maxPerHourMicros === null ? null : microsToDecimal(row.maxPerHourMicros),
    updatedAt: row.updatedAt.toISOString(),
  };
}
