import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import type { DoneRound } from "@/lib/health/done-round";
import { faultOf } from "@/lib/health/faults";
import type { Notice } from "@/lib/health/types";
import { newId } from "@/lib/ids";

/** Writes and tells what is worth knowing of machines that are not unwell for it. */
export async function writeNotices(tx: Tx, done: readonly DoneRound[]): Promise<void> {
  for (const round of done) {
    for (const notice of round.notices) await writeNotice(tx, round, notice);
  }
}

async function writeNotice(
  tx: Tx,
  { due, startedAt: at }: DoneRound,
  { word, figure, fault }: Notice,
): Promise<void> {
  const { teamId, target } = due;
  const { deploymentId } = target;
  const { name, providerId } = await tx.deployment.findUniqueOrThrow({
    where: { id: deploymentId },
    select: { name: true, providerId: true },
  });
  await tx.healthConclusion.create({
    data: {
      id: newId("hea"),
      teamId,
      deploymentId,
      at,
      kind: "notice",
      fault,
      firstAct: fault && faultOf(fault).firstAct,
      scope: "machine",
      reason: "worth-knowing",
      seen: [{ kind: "gpu", ok: null, word, figure }],
      isTold: true,
    },
    select: { id: true },
  });
  const data = { name, providerId, notice: word, figure: figure === null ? "" : String(figure) };
  await recordEvent(tx, { type: "deployment.noticed", teamId, deploymentId, data, at });
}
