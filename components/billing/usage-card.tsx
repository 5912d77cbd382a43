"use client";

import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { SubscriptionView, UsageView } from "@/lib/billing/types";
import { Link } from "@/lib/i18n/navigation";

/** How much of each limit is used. */
export function UsageCard({ view }: { readonly view: SubscriptionView }) {
  const t = useTranslations("subscription.usage");
  const { usage, frozenKeys } = view;
  return (
    <Card>
      <CardHead title={t("title")} />
      <CardBody>
        <dl className="grid gap-4 sm:grid-cols-3">
          {usage.map((one) => (
            <Usage key={one.limit} usage={one} />
          ))}
        </dl>
        {frozenKeys > 0 && (
          <p className="mt-4 text-warn">
            {t("frozen", { count: frozenKeys })}{" "}
            <Link href="/dashboard/keys" className="underline">
              {t("toKeys")}
            </Link>
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function Usage({ usage: { limit, used, most } }: { readonly usage: UsageView }) {
  const t = useTranslations("subscription.usage");
  const isFull = most !== null && used >= most;
  const share = most ? Math.min(100, (used / most) * 100) : 0;
  return (
    <div>
      <dt className="text-sm text-muted">{t(limit)}</dt>
      <dd className="tabular-nums">
        {most === null ? t("free", { used }) : t("of", { used, most })}
        {most !== null && (
          <span aria-hidden className="mt-1.5 block h-1 overflow-hidden rounded bg-hover">
            <span
              className={cn("block h-full", isFull ? "bg-warn" : "bg-accent")}
              style={{ width: `${share}%` }}
            />
          </span>
        )}
      </dd>
    </div>
  );
}
