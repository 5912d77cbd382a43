"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { useMay } from "@/components/console/use-may";
import { useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/types";
import type { IncidentRow } from "@/lib/incidents/types";

/** The server's side of each button. */
export interface IncidentActs {
  readonly take: (input: { incidentId: string }) => Promise<ActionResult<unknown>>;
  readonly note: (input: { incidentId: string; text: string }) => Promise<ActionResult<unknown>>;
}

export interface TakeButtonProps extends Pick<IncidentActs, "take"> {
  readonly incident: IncidentRow;
}

/** Says that one is on it; nothing where somebody is, where it is over, and for those who may not. */
export function TakeButton({ incident, take }: TakeButtonProps) {
  const t = useTranslations("incidents");
  const refresh = useRefreshLive();
  const mayAct = useMay("deployments.write");
  const { pending, refusal, send } = useSubmit(take, async () => {
    await refresh();
    toast.success(t("acknowledged"));
  });
  if (!mayAct || incident.acknowledgedAt !== null || incident.endedAt !== null) return null;
  return (
    <span className="order-first grid gap-1 sm:order-none sm:justify-items-end">
      <Button
        size="sm"
        variant="primary"
        pending={pending}
        onClick={() => void send({ incidentId: incident.id })}
      >
        {t("acknowledge")}
      </Button>
      {refusal && (
        <span role="alert" className="text-sm text-bad">
          {refusal.message}
        </span>
      )}
    </span>
  );
}
