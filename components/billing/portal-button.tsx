"use client";

import type { ReactNode } from "react";
import { useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import { leaveFor, type SubscriptionActs } from "./subscription-acts";

export interface PortalButtonProps {
  readonly portal: SubscriptionActs["portal"];
  readonly flow: "payment-method" | null;
  readonly children: ReactNode;
}

/** Leads to Stripe's own page for bills and payment methods. */
export function PortalButton({ portal, flow, children }: PortalButtonProps) {
  const { pending, refusal, send } = useSubmit(portal, leaveFor);
  return (
    <>
      <Button size="sm" pending={pending} onClick={() => void send({ flow })}>
        {children}
      </Button>
      {refusal && (
        <p role="alert" className="basis-full text-sm text-bad">
          {refusal.message}
        </p>
      )}
    </>
  );
}
