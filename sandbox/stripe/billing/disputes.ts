import type { Desk } from "../desk";
import type { Charge, Dispute } from "../records/payment";
import { viewDispute } from "../views/charge";
import { emit } from "../webhooks/emit";

/** The cardholder's bank takes a payment back for now. */
export function openDispute(desk: Desk, charge: Charge, reason: string): Dispute {
  const dispute = desk.disputes.put({
    id: desk.mint(charge.account, "dp"),
    account: charge.account,
    created: desk.now(),
    amount: charge.amount - charge.amount_refunded,
    currency: charge.currency,
    charge: charge.id,
    payment_intent: charge.payment_intent,
    reason,
    status: "needs_response",
    metadata: {},
  });
  desk.charges.put({ ...charge, disputed: true });
  tell(desk, dispute, "created");
  tell(desk, dispute, "funds_withdrawn");
  return dispute;
}

/** The bank decides: won gives the money back, lost keeps it. */
export function closeDispute(desk: Desk, dispute: Dispute, status: "won" | "lost"): Dispute {
  const closed = desk.disputes.put({ ...dispute, status });
  if (status === "won") tell(desk, closed, "funds_reinstated");
  tell(desk, closed, "closed");
  return closed;
}

function tell(desk: Desk, dispute: Dispute, what: string): void {
  emit(desk, dispute.account, `charge.dispute.${what}`, viewDispute(dispute));
}
