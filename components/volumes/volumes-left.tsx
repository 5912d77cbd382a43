"use client";

import { useTranslations } from "next-intl";
import { formatMoney } from "@/lib/format/money";
import type { VolumesOn } from "@/lib/provider-keys/types";

/** Says which volumes stay at a provider and what they go on costing. */
export function VolumesLeft({ volumes }: { readonly volumes: VolumesOn }) {
  const t = useTranslations("volumes.left");
  const { count, names, perMonth, unpriced } = volumes;
  return (
    <>
      {t("text", { count, names: names.join(", ") })}{" "}
      {perMonth !== "0" && t("cost", { amount: formatMoney(perMonth) ?? perMonth })}{" "}
      {unpriced > 0 && t("unpriced", { count: unpriced })}
    </>
  );
}
