import { refusalReason } from "@/lib/deployments/reasons";
import { forgetHostKey } from "@/lib/deployments/steps/forget-host-key";
import { lookAt } from "@/lib/deployments/steps/look-at";
import { keepAsToldBy } from "@/lib/deployments/steps/start";
import { finishCall, makeCall } from "@/lib/operations/make-call";
import { paced } from "@/lib/operations/pace";
import { waitUnsent } from "@/lib/operations/wait-unsent";
import { lastCall, type Outcome, superseded, type Work } from "@/lib/operations/work";

const STEP = "restart";
const BOOTING_LOOK_MS = 2_000;

/**
 * Restarts a machine at most once. Whether an unanswered restart happened cannot be seen from
 * outside, and doing it twice would end work a second time: the person is told and may ask again.
 * A machine still on its way up is waited for, since providers refuse to restart one.
 */
export async function restart(work: Work): Promise<Outcome> {
  if (work.newerWish) return superseded;
  const { account, deployment } = work;
  const id = deployment.providerInstanceId ?? "";
  const instance = await lookAt(work);
  if (!instance || instance.status === "terminated") return keepAsToldBy(work, "gone", null);
  const last = lastCall(work, STEP);
  if (last?.status === "SENT") return keepAsToldBy(work, "restart-unconfirmed", instance);
  if (instance.status === "provisioning" && work.now < work.operation.deadline) {
    return { kind: "wait", forMs: paced(BOOTING_LOOK_MS), reason: "booting" };
  }
  const act = account.instances.restart;
  if (!act) return keepAsToldBy(work, "refused", instance);
  const result = await makeCall(work, {
    step: STEP,
    verb: "restart",
    instanceId: id,
    unsent: last?.status === "INTENT" ? last : undefined,
    act: (_name, context) => act(account.credentials, id, context),
  });
  if (result.kind === "withdrawn") return superseded;
  const { call, at } = result;
  if (result.kind === "answered") {
    return {
      kind: "next",
      step: "await-running",
      point: "result",
      write: async (tx) => {
        await finishCall(tx, call, { status: "OK", at });
        await forgetHostKey(tx, work);
      },
    };
  }
  const { error, verdict } = result;
  if (verdict === "unsent") return waitUnsent(result);
  const unclear = verdict === "ambiguous";
  const reason = unclear ? "restart-unconfirmed" : refusalReason(error.kind);
  return keepAsToldBy(work, reason, instance, (tx) =>
    finishCall(tx, call, { status: unclear ? "AMBIGUOUS" : "FAILED", at, error }),
  );
}
