"use client";

import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useServerNow } from "@/components/console/server-clock";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { useInstants } from "@/components/ui/instant";
import { durationPart } from "@/lib/format/duration";
import { LeaseDialog, type LeaseDialogProps } from "./lease-dialog";
import type { LiveDeployment } from "./live-deployment";
import { price, useCostSoFar } from "./money";

export interface LeaseCardProps extends Pick<LeaseDialogProps, "extend"> {
  readonly view: LiveDeployment;
  readonly at: string;
}

/** When the machine is ended by itself, what then happens and still costs, and the way to move it. */
export function LeaseCard({ view, at, extend }: LeaseCardProps) {
  const t = useTranslations("deployments.lease");
  const [isOpen, setOpen] = useState(false);
  const { lease, can } = view;
  if (!lease && !can.extend) return null;
  return (
    <Card>
      <CardHead
        title={t("title")}
        actions={
          can.extend && (
            <Button size="sm" onClick={() => setOpen(true)}>
              <Hourglass aria-hidden className="size-4" />
              {t(lease && !lease.endedAt ? "extend" : "set")}
            </Button>
          )
        }
      />
      <CardBody className="grid gap-2">
        {lease ? (
          <InForce view={view} lease={lease} at={at} />
        ) : (
          <p className="text-muted">{t("none")}</p>
        )}
      </CardBody>
      {isOpen && <LeaseDialog view={view} extend={extend} onClose={() => setOpen(false)} />}
    </Card>
  );
}

type Lease = NonNullable<LiveDeployment["lease"]>;

function InForce({ view, lease, at }: { view: LiveDeployment; lease: Lease; at: string }) {
  const t = useTranslations("deployments.lease");
  const write = useInstants();
  const soFar = useCostSoFar({ view, at });
  if (lease.endedAt) {
    return (
      <p>
        {t(`ended.${lease.act}`, { at: write(lease.endedAt) })}
        {view.desired === "running" && <span className="text-muted"> {t("endedBefore")}</span>}
      </p>
    );
  }
  return (
    <>
      {lease.endsAt && (
        <p>
          {t(`at.${lease.act}`, { at: write(lease.endsAt) })} · <Left until={lease.endsAt} />
        </p>
      )}
      {lease.spend !== null && (
        <p className="tabular-nums">
          {t(`spent.${lease.act}`, { limit: price(lease.spend), soFar: price(soFar) })}
        </p>
      )}
      <p className="text-sm text-muted">{afterwards(view, lease, t)}</p>
    </>
  );
}

function Left({ until }: { readonly until: string }) {
  const t = useTranslations("deployments.lease");
  const units = useTranslations("common.duration");
  const { unit, value } = durationPart(Math.max(0, Date.parse(until) - useServerNow()));
  return (
    <span className="text-muted tabular-nums">{t("left", { length: units(unit, { value }) })}</span>
  );
}

type Say = ReturnType<typeof useTranslations<"deployments.lease">>;

function afterwards({ cost }: LiveDeployment, { act }: Lease, t: Say): string {
  if (act === "terminate") return t("thenGone");
  if (cost.stoppedPerHour === "0") return t("thenFree");
  return t("thenDisk", { amount: price(cost.stoppedPerHour) });
}
