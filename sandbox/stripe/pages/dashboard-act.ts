import type { ControlCall } from "../../control/route";
import { refundCharge } from "../billing/charges";
import { closeDispute, openDispute } from "../billing/disputes";
import { rulesOf } from "../billing/rules";
import type { Desk } from "../desk";
import { webhookFaultSchema } from "../webhooks/faults";
import { StripeProblem } from "../wire/problem";
import { field } from "./shared";

/** What a button of the dashboard does; whether there was anything to do it to. */
export function actOnDashboard(desk: Desk, call: ControlCall): boolean {
  const id = field(call, "id");
  switch (field(call, "do")) {
    case "renew":
      return toPeriodEnd(desk, id);
    case "refund":
      return refund(desk, id);
    case "dispute": {
      const charge = desk.charges.any(id);
      if (charge) openDispute(desk, charge, "fraudulent");
      return charge !== undefined;
    }
    case "won":
      return close(desk, id, "won");
    case "lost":
      return close(desk, id, "lost");
    case "fault": {
      const fault = webhookFaultSchema.safeParse({ kind: id });
      if (fault.success) desk.webhookFaults.add(fault.data, null);
      return fault.success;
    }
    case "mend":
      desk.webhookFaults.clear();
      return true;
    default:
      return false;
  }
}

/** Moves the clock past the end of the period and the hour its invoice is a draft. */
function toPeriodEnd(desk: Desk, id: string): boolean {
  const subscription = desk.subscriptions.any(id);
  if (!subscription) return false;
  const { clock } = desk.world;
  const { draft_s: draft } = rulesOf(desk, subscription.account);
  const aheadS = Math.max(0, subscription.period.end - desk.now()) + draft + 1;
  clock.setOffset(clock.offsetMs() + aheadS * 1_000);
  return true;
}

function refund(desk: Desk, id: string): boolean {
  const charge = desk.charges.any(id);
  if (!charge) return false;
  try {
    refundCharge(desk, charge);
    return true;
  } catch (error) {
    if (error instanceof StripeProblem) return false;
    throw error;
  }
}

function close(desk: Desk, id: string, status: "won" | "lost"): boolean {
  const dispute = desk.disputes.any(id);
  if (dispute?.status !== "needs_response") return false;
  closeDispute(desk, dispute, status);
  return true;
}
