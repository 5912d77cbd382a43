"use client";

import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Instant } from "@/components/ui/instant";
import type { IncidentDetail } from "@/lib/incidents/types";
import { useLength } from "./incident-words";

const steps = ["badSince", "detectedAt", "acknowledgedAt", "repairBeganAt", "endedAt"] as const;

/** When each step of an incident was, and how long after its first sign. */
export function TimesCard({ incident }: { readonly incident: IncidentDetail }) {
  const t = useTranslations("incidents.times");
  const lengthOf = useLength();
  const firstMs = Date.parse(incident.badSince);
  return (
    <Card>
      <CardHead title={t("title")} />
      <CardBody>
        <dl className="grid gap-3">
          {steps.map((step) => {
            const at = incident[step];
            return (
              <div key={step}>
                <dt className="text-sm text-muted">{t(step)}</dt>
                <dd>
                  {at === null ? (
                    <span className="text-faint">
                      {t(incident.endedAt === null ? "notYet" : "none")}
                    </span>
                  ) : (
                    <Instant at={at} style="exact" />
                  )}
                  {at !== null && step !== "badSince" && (
                    <span className="block text-xs text-faint">
                      {t("after", { length: lengthOf(Date.parse(at) - firstMs) })}
                    </span>
                  )}
                </dd>
              </div>
            );
          })}
        </dl>
      </CardBody>
    </Card>
  );
}
