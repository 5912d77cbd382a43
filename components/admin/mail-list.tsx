"use client";

import { useTranslations } from "next-intl";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import type { ActionResult } from "@/lib/actions/types";
import type { Overview } from "@/lib/admin/schema";
import { ActButton } from "./act-button";
import { AdminRow } from "./row";

export interface MailListProps extends Pick<Overview, "mails"> {
  readonly resend: (input: { deliveryId: string }) => Promise<ActionResult<unknown>>;
  readonly onDone: () => void;
}

/** Messages that did not arrive, and those of which nobody knows whether they did. */
export function MailList({ mails, resend, onDone }: MailListProps) {
  const t = useTranslations("admin.mails");
  return (
    <ul className="divide-y divide-line">
      {mails.map((mail) => (
        <AdminRow
          key={mail.id}
          title={
            <>
              {mail.email}{" "}
              <Badge tone={mail.state === "dead" ? "bad" : "warn"}>
                {t(`states.${mail.state}`)}
              </Badge>
            </>
          }
          facts={[mail.type, mail.team, mail.channel].join(" · ")}
          cause={`${t("tries", { count: mail.attempts })} ${mail.failure ?? ""}`}
          when={mail.endedAt && <Age at={mail.endedAt} ago />}
          actions={
            <ActButton
              label={t("resendNamed", { type: mail.type, email: mail.email })}
              act={() => resend({ deliveryId: mail.id })}
              done={t("done")}
              onDone={onDone}
            >
              {t("resend")}
            </ActButton>
          }
        />
      ))}
    </ul>
  );
}
