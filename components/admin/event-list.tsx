"use client";

import { useTranslations } from "next-intl";
import { Age } from "@/components/ui/age";
import type { ActionResult } from "@/lib/actions/types";
import type { Overview } from "@/lib/admin/schema";
import { ActButton } from "./act-button";
import { AdminRow } from "./row";

export interface EventListProps extends Pick<Overview, "events"> {
  readonly retry: (input: { eventId: string }) => Promise<ActionResult<unknown>>;
  readonly onDone: () => void;
}

/** Events of the payment service that were put aside after too many failed tries. */
export function EventList({ events, retry, onDone }: EventListProps) {
  const t = useTranslations("admin.events");
  return (
    <ul className="divide-y divide-line">
      {events.map((event) => (
        <AdminRow
          key={event.id}
          title={event.type}
          facts={[event.id, event.customerId, event.objectId].filter(Boolean).join(" · ")}
          cause={`${t("tries", { count: event.attempts })} ${event.failure ?? ""}`}
          when={<Age at={event.receivedAt} ago />}
          actions={
            <ActButton
              label={t("retryNamed", { event: event.id })}
              act={() => retry({ eventId: event.id })}
              done={t("done")}
              onDone={onDone}
            >
              {t("retry")}
            </ActButton>
          }
        />
      ))}
    </ul>
  );
}
