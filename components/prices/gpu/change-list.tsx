import { useTranslations } from "next-intl";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import type { PriceChange } from "@/lib/history/types";
import { Price } from "../price";

/** Which providers' lowest prices moved lately, newest first. */
export function ChangeList({ changes }: { readonly changes: readonly PriceChange[] }) {
  const t = useTranslations("gpu.changes");
  const common = useTranslations("common");
  return (
    <ul className="divide-y divide-line">
      {changes.map((change) => (
        <li
          key={`${change.at} ${change.providerId} ${change.pricingModel}`}
          className="flex flex-wrap items-baseline gap-x-2 py-1.5"
        >
          <span className="font-medium">{change.providerName}</span>
          {change.pricingModel === "spot" && <Badge tone="spot">{common("spot")}</Badge>}
          <span className="ml-auto">
            <Change {...change} />
          </span>
          <Age at={change.at} ago className="basis-full text-xs" />
        </li>
      ))}
      {changes.length === 0 && <li className="py-1.5 text-muted">{t("none")}</li>}
    </ul>
  );
}

function Change({ from, to }: Pick<PriceChange, "from" | "to">) {
  const t = useTranslations("gpu.changes");
  if (to === null) return <span className="text-warn">{t("soldOut")}</span>;
  if (from === null) {
    return (
      <>
        <span className="text-muted">{t("onSale")}</span> <Price value={to} per="nothing" />
      </>
    );
  }
  const isCheaper = Number(to) < Number(from);
  return (
    <>
      <Price value={from} per="nothing" className="text-faint" />
      <span aria-hidden className="text-faint">
        {" → "}
      </span>
      <Price value={to} per="nothing" />
      <span className={isCheaper ? "ml-1.5 text-xs text-good" : "ml-1.5 text-xs text-warn"}>
        {isCheaper ? t("cheaper") : t("dearer")}
      </span>
    </>
  );
}
