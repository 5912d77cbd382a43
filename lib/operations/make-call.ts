import { clock } from "@/lib/clock";
import type { Tx } from "@/lib/db";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import { callName } from "@/lib/operations/call-name";
import { whileHeld } from "@/lib/operations/claim";
import { atCommitPoint, callPoint } from "@/lib/operations/commit-points";
import { watchLaunch } from "@/lib/operations/watch-launch";
import type { Work } from "@/lib/operations/work";
import type { CallContext } from "@/lib/providers/contract";
import { type PaidCallVerdict, ProviderError, paidCallVerdict } from "@/lib/providers/errors";

/** Longest pause between marking a call as sent and sending it; after it, look before acting. */
const SEND_WITHIN_MS = 5_000;

interface CallSpec<T> {
  readonly step: string;
  readonly verb: "launch" | "start" | "stop" | "hibernate" | "restart" | "terminate";
  readonly instanceId?: string | null;
  readonly pricePerHourMicros?: bigint;
  /** A call whose intent stands but which was surely never sent. */
  readonly unsent?: ProviderCall | undefined;
  /** A newer wish does not stop this call, because it takes something paid away. */
  readonly always?: boolean;
  /** Written together with the intent. */
  readonly begin?: (tx: Tx) => Promise<void>;
  /** Only where the provider names machines itself: whose turn it is, and what stood there before. */
  readonly turn?: { readonly accountMark: string; readonly seenBefore: readonly string[] };
  readonly act: (name: string, context: CallContext) => Promise<T>;
}

export type CallResult<T> =
  | { readonly kind: "answered"; readonly value: T; readonly call: ProviderCall; readonly at: Date }
  | {
      readonly kind: "failed";
      readonly error: ProviderError;
      readonly verdict: PaidCallVerdict;
      readonly call: ProviderCall;
      readonly at: Date;
    }
  | { readonly kind: "withdrawn" };

/**
 * One outside call that changes something: its intent is committed, then that it is being sent,
 * then it is made, outside any transaction. The caller commits the result. `withdrawn`: a newer
 * wish arrived before anything was sent, and nothing will be. Throws `KeyChanged` before sending.
 */
export async function makeCall<T>(work: Work, spec: CallSpec<T>): Promise<CallResult<T>> {
  const { kind } = work.operation;
  const place = (what: "intent" | "sent" | "act") =>
    `${kind}.${callPoint(kind, spec.step, what)}` as const;
  const call =
    spec.unsent ?? (await atCommitPoint(place("intent"), () => commitIntent(work, spec)));
  const sent = await atCommitPoint(place("sent"), () => commitSent(work, spec, call));
  if (!sent) return { kind: "withdrawn" };
  const markedAtMs = performance.now();
  const watch = watchLaunch(contextFor(work, spec));
  try {
    const value = await atCommitPoint(place("act"), () => {
      if (performance.now() - markedAtMs > SEND_WITHIN_MS) throw tooLate();
      return spec.act(call.key, watch.context);
    });
    return { kind: "answered", value, call, at: clock.now() };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const mayStand = watch.mayHaveLaunched() && !error.isUnmade;
    const verdict = mayStand ? "ambiguous" : paidCallVerdict(error);
    return { kind: "failed", error, verdict, call, at: clock.now() };
  }
}

/** What takes something paid away goes before everything else. */
function contextFor<T>({ account }: Work, { verb }: CallSpec<T>): CallContext {
  const isEnding = verb === "terminate" || verb === "stop" || verb === "hibernate";
  return isEnding ? account.endingContext : account.context;
}

function tooLate(): ProviderError {
  return new ProviderError("transient", { detail: "not sent in time", isUnsent: true });
}

function commitIntent<T>(work: Work, spec: CallSpec<T>): Promise<ProviderCall> {
  const { operation, deployment, account } = work;
  const number = work.calls.filter((call) => call.step === spec.step).length + 1;
  return whileHeld(work.hold, async (tx) => {
    await spec.begin?.(tx);
    return tx.providerCall.create({
      data: {
        id: newId("cal"),
        teamId: deployment.teamId,
        operationId: operation.id,
        providerKeyId: account.providerKeyId,
        step: spec.step,
        key: callName(account.tag, operation.id, spec.step, number),
        verb: spec.verb,
        status: "INTENT",
        instanceId: spec.instanceId ?? null,
        pricePerHourMicros: spec.pricePerHourMicros ?? null,
        accountMark: spec.turn?.accountMark ?? null,
        seenBefore: [...(spec.turn?.seenBefore ?? [])],
        createdAt: clock.now(),
      },
    });
  });
}

/** The key has other credentials since this step opened it; nothing was sent. */
export class KeyChanged extends Error {}

/** A machine is never asked for with credentials that were replaced meanwhile: nobody would see it. */
async function requireSameKey(tx: Tx, { account }: Work): Promise<void> {
  const [key] = await tx.$queryRaw<{ fingerprint: string }[]>`
    SELECT fingerprint FROM provider_key WHERE id = ${account.providerKeyId} FOR SHARE`;
  if (key?.fingerprint !== account.fingerprint) throw new KeyChanged();
}

/** Marks the call as sent unless a newer wish arrived; then it is withdrawn for good. */
function commitSent<T>(work: Work, spec: CallSpec<T>, call: ProviderCall): Promise<boolean> {
  const { operation, deployment } = work;
  return whileHeld(work.hold, async (tx) => {
    const wish = await tx.deployment.findUniqueOrThrow({
      where: { id: deployment.id },
      select: { desiredGeneration: true },
    });
    const { cancelRequested } = await tx.operation.findUniqueOrThrow({
      where: { id: operation.id },
      select: { cancelRequested: true },
    });
    const newer = wish.desiredGeneration > operation.generation || cancelRequested;
    if (newer && !spec.always) {
      await finishCall(tx, call, { status: "ABSENT", at: clock.now() });
      return false;
    }
    if (spec.verb === "launch") await requireSameKey(tx, work);
    await tx.providerCall.update({
      where: { id: call.id },
      data: {
        status: "SENT",
        sentAt: clock.now(),
        absences: 0,
        lookedAt: null,
        ...(spec.turn && { seenBefore: [...spec.turn.seenBefore] }),
      },
    });
    return true;
  });
}

/** Stores what came of a call, in the caller's transaction. */
export async function finishCall(
  tx: Tx,
  call: Pick<ProviderCall, "id">,
  facts: {
    readonly status: "OK" | "FAILED" | "AMBIGUOUS" | "ABSENT";
    readonly at: Date;
    readonly instanceId?: string;
    readonly error?: ProviderError;
  },
): Promise<void> {
  await tx.providerCall.update({
    where: { id: call.id },
    data: {
      status: facts.status,
      endedAt: facts.status === "AMBIGUOUS" ? null : facts.at,
      ...(facts.instanceId !== undefined && { instanceId: facts.instanceId }),
      ...(facts.error && { errorKind: facts.error.kind, errorDetail: facts.error.detail }),
    },
  });
}
