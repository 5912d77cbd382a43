import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import type { Account } from "@/lib/operations/account";
import { callName } from "@/lib/operations/call-name";
import { atCommitPoint } from "@/lib/operations/commit-points";
import { finishCall } from "@/lib/operations/make-call";
import { tellRemoved } from "@/lib/operations/strays";
import type { Instance } from "@/lib/providers/contract";
import { ProviderError, paidCallVerdict } from "@/lib/providers/errors";

/** The step of the calls that end what nothing owns; they belong to the operation that made it. */
export const REAP_STEP = "reap";

/**
 * Ends a machine one of our own ended operations left behind; its intent is written first. A try
 * that fails is written down and comes again with a later look.
 */
export async function reapMachine(
  account: Account,
  instance: Instance,
  made: ProviderCall,
): Promise<void> {
  const callId = newId("cal");
  await atCommitPoint("reap.sent", () =>
    asWorker(async (tx) => {
      const before = await tx.providerCall.count({
        where: { operationId: made.operationId, step: REAP_STEP },
      });
      await tx.providerCall.create({
        data: {
          id: callId,
          teamId: made.teamId,
          operationId: made.operationId,
          providerKeyId: account.providerKeyId,
          step: REAP_STEP,
          key: callName(account.tag, made.operationId, REAP_STEP, before + 1),
          verb: "terminate",
          status: "SENT",
          instanceId: instance.id,
          createdAt: clock.now(),
          sentAt: clock.now(),
        },
      });
    }),
  );
  const error = await atCommitPoint("reap.act", () =>
    failureOf(account.instances.terminate(account.credentials, instance.id, account.endingContext)),
  );
  await atCommitPoint("reap.result", () =>
    asWorker(async (tx) => {
      const at = clock.now();
      if (error) {
        const isUnclear = paidCallVerdict(error) === "ambiguous";
        await finishCall(
          tx,
          { id: callId },
          { status: isUnclear ? "AMBIGUOUS" : "FAILED", at, error },
        );
        return;
      }
      await finishCall(tx, { id: callId }, { status: "OK", at });
      const { providerKeyId } = account;
      const [stray] = await tx.strayMachine.updateManyAndReturn({
        where: { providerKeyId, providerInstanceId: instance.id },
        data: { goneAt: at },
      });
      if (stray) await tellRemoved(tx, stray, at);
    }),
  );
}

async function failureOf(call: Promise<void>): Promise<ProviderError | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
}
