"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { LeftOutView } from "@/lib/deployments/best/types";
import { Link } from "@/lib/i18n/navigation";
import { price } from "../money";

/** Offers of the wanted GPU that are not tried, and why. */
export function LeftOut({ leftOut }: { readonly leftOut: readonly LeftOutView[] }) {
  const t = useTranslations("launch.best");
  if (leftOut.length === 0) return null;
  return (
    <details className="group border-t border-line">
      <summary className="flex cursor-pointer items-center gap-2 px-4 py-3 text-sm font-medium">
        <ChevronRight aria-hidden className="size-4 text-muted group-open:rotate-90" />
        {t("leftOutTitle", { count: leftOut.reduce((sum, { offers }) => sum + offers, 0) })}
      </summary>
      <ul className="grid gap-2 px-4 pb-4 text-sm">
        {leftOut.map((group) => (
          <li
            key={`${group.providerId} ${group.reason}`}
            className="flex flex-wrap items-baseline justify-between gap-x-4"
          >
            <span>
              <span className="font-medium">{group.providerName}</span>{" "}
              <span className="text-muted">{t(`reasons.${group.reason}`)}</span>
              {group.reason === "needs-key" && (
                <>
                  {" "}
                  <Link href="/dashboard/keys" className="text-accent underline">
                    {t("addKey")}
                  </Link>
                </>
              )}
            </span>
            <span className="text-faint tabular-nums">
              {group.fromPerHour !== null && t("from", { amount: price(group.fromPerHour) })}
              {group.offers > 1 && ` · ${t("offers", { count: group.offers })}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
