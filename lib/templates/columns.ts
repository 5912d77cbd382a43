import { toAuthorizedKeys } from "@/lib/beginning/authorized-keys";
import type { StoredEnvironment } from "@/lib/beginning/stored";
import { microsFromDecimal } from "@/lib/money";
import type { TemplateFields } from "@/lib/templates/schema";

/** The columns of a template's row that its form fills. */
export function templateColumns(
  input: TemplateFields,
  { environment, secrets }: StoredEnvironment,
) {
  return {
    name: input.name,
    note: input.note || null,
    visibility: input.visibility,
    image: input.image ?? null,
    diskGb: input.diskGb ?? null,
    ports: [...new Set(input.ports)],
    environment,
    secrets,
    startupScript: input.startupScript ?? null,
    command: input.command ?? null,
    httpCheck: input.httpCheck ?? null,
    watchInside: input.watchInside,
    authorizedKeys: toAuthorizedKeys(input.sshPublicKeys),
    gpuModels: [...new Set(input.gpuModels)],
    gpuCount: input.gpuCount,
    maxPerHourMicros: input.maxPerHour === undefined ? null : microsFromDecimal(input.maxPerHour),
  };
}
