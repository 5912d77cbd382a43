import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import type { Account } from "@/lib/operations/account";
import { callName } from "@/lib/operations/call-name";
import type { Instance } from "@/lib/providers/contract";

const STEP = "reap";

/** Ends a machine one of our own ended operations left behind; its intent is written first. */
export async function reapMachine(
  account: Account,
  instance: Instance,
  made: ProviderCall,
): Promise<void> {
  const callId = newId("cal");
  await asWorker(async (tx) => {
    const before = await tx.providerCall.count({
      where: { operationId: made.operationId, step: STEP },
    });
    await tx.providerCall.create({
      data: {
        id: callId,
        teamId: made.teamId,
        operationId: made.operationId,
        providerKeyId: account.providerKeyId,
        step: STEP,
        key: callName(account.tag, made.operationId, STEP, before + 1),
        verb: "terminate",
        status: "SENT",
        instanceId: instance.id,
        createdAt: clock.now(),
        sentAt: clock.now(),
      },
    });
  });
  await account.instances.terminate(account.credentials, instance.id, {});
  await asWorker(async (tx) => {
    const now = clock.now();
    await tx.providerCall.update({ where: { id: callId }, data: { status: "OK", endedAt: now } });
    await tx.strayMachine.updateMany({
      where: { providerKeyId: account.providerKeyId, providerInstanceId: instance.id },
      data: { goneAt: now },
    });
    const { deployment } = await tx.operation.findUniqueOrThrow({
      where: { id: made.operationId },
      select: { deployment: { select: { id: true, name: true, providerId: true } } },
    });
    await recordEvent(tx, {
      type: "deployment.duplicate-removed",
      teamId: made.teamId,
      deploymentId: deployment.id,
      data: { name: deployment.name, providerId: deployment.providerId },
      at: now,
      dedupeKey: `duplicate:${account.providerKeyId}:${instance.id}`,
    });
  });
}
