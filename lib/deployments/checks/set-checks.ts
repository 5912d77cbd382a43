import { parseHttpCheck, portTrouble } from "@/lib/beginning/http-check";
import { lockDeployment, readView } from "@/lib/deployments/change-wish";
import { lookSoon } from "@/lib/deployments/checks/look-soon";
import { setChecksInput } from "@/lib/deployments/schema";
import { storedPorts } from "@/lib/deployments/to-view";
import { deploymentView } from "@/lib/deployments/types";
import { AppError } from "@/lib/errors";
import type { Deployment } from "@/lib/generated/prisma/client";
import { findProviderMeta } from "@/lib/providers/meta";
import { defineVerb } from "@/lib/verbs/define-verb";
import { ensureWatchKey } from "@/lib/watch-key/ensure-watch-key";

/**
 * Changes what a machine's service is asked over HTTP and whether it is looked into over SSH. A machine
 * that was launched without the team's watch key has to be given it by hand; `watchInside` off leaves
 * the key on the machine and makes no use of it. Refusal: a port that the machine does not open.
 */
export const setChecks = defineVerb({
  name: "deployments.set-checks",
  input: setChecksInput,
  output: deploymentView,
  permission: "deployments.write",
  feature: "deployments",
  audit: ({ deploymentId, httpCheck, watchInside }) => ({
    target: deploymentId,
    details: { httpCheck, watchInside },
  }),
  async run({ tx, scope, now }, { deploymentId, httpCheck, watchInside }) {
    const row = await lockDeployment(tx, scope.team.id, deploymentId);
    const check = httpCheck === null ? null : parseHttpCheck(httpCheck);
    const closed = check && troubleOf(row, check.port);
    if (closed) throw new AppError("invalid", "invalid", { fields: { httpCheck: closed } });
    if (watchInside) await ensureWatchKey(tx, { teamId: scope.team.id, now });
    await tx.deployment.update({ where: { id: row.id }, data: { httpCheck, watchInside } });
    await lookSoon(tx, row.id, now);
    return readView(tx, row.id, now);
  },
});

/** What an adopted machine opens, its provider tells; one without a door may get an address yet. */
function troubleOf(row: Deployment, port: number) {
  const capabilities = findProviderMeta(row.providerId)?.capabilities;
  if (!capabilities) return null;
  const told = storedPorts(row.publicPorts).map(({ internal }) => internal);
  return portTrouble(port, {
    ...capabilities,
    sharesAddress: row.sshHost !== null && !row.hasOwnAddress,
    opened: [...row.ports, ...told],
  });
}
