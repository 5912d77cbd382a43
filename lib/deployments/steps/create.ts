import type { Tx } from "@/lib/db";
import { currentCandidate } from "@/lib/deployments/candidates";
import { offerRefusal } from "@/lib/deployments/offer-refusal";
import type { Reason } from "@/lib/deployments/reasons";
import { giveUpOffer } from "@/lib/deployments/steps/give-up-offer";
import { CREATE_STEP, launchOffer } from "@/lib/deployments/steps/launch-offer";
import { resolveNamed, resolveUnnamed } from "@/lib/deployments/steps/resolve";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import { wasBlindSince } from "@/lib/operations/blindness";
import { finishCall } from "@/lib/operations/make-call";
import { isUnsettled, lastCall, type Outcome, superseded, type Work } from "@/lib/operations/work";

/**
 * Makes the machine, or finds the one an earlier try made. A try whose end is unknown is looked for
 * before anything new is sent, here or at the next offer; nothing is ever sent while the account
 * cannot be listed.
 */
export async function create(work: Work): Promise<Outcome> {
  const call = lastCall(work, CREATE_STEP);
  if (!call || !isUnsettled(call)) return work.newerWish ? superseded : buy(work);
  const outcome = await resolve(work, call);
  if (outcome) return outcome;
  return work.newerWish ? superseded : buy(work, call);
}

/** `null`: it was never sent. */
async function resolve(work: Work, call: ProviderCall): Promise<Outcome | null> {
  if (work.account.capabilities.naming === "ours") return resolveNamed(work, call);
  return call.status === "INTENT" ? null : resolveUnnamed(work, call);
}

/** Sends the purchase if it may still be made as agreed to, however old its intent is. */
async function buy(work: Work, unsent?: ProviderCall): Promise<Outcome> {
  const reason = await refusalBefore(work);
  if (!reason) return launchOffer(work, unsent);
  return giveUpOffer(work, { reason, write: (tx) => withdraw(tx, work, unsent) });
}

async function refusalBefore(work: Work): Promise<Reason | null> {
  const { deployment, operation, calls, now } = work;
  if (calls.length === 0 && wasBlindSince(deployment.statusSince, now)) return "too-late";
  if (now > operation.deadline) return "no-answer";
  if (work.mayNotBegin) return work.mayNotBegin;
  const current = currentCandidate(work);
  if (current && current.keyState !== "active") return "key-refused";
  return offerRefusal(deployment, now);
}

async function withdraw(tx: Tx, { now }: Work, unsent: ProviderCall | undefined): Promise<void> {
  if (unsent) await finishCall(tx, unsent, { status: "ABSENT", at: now });
}
