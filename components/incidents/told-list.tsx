"use client";

import { useTranslations } from "next-intl";
import type { ToldView } from "@/lib/incidents/types";

/** To whom something was told, where and what became of it; others than the reader are counted. */
export function ToldList({ told }: { readonly told: readonly ToldView[] }) {
  const t = useTranslations("incidents");
  const kinds = useTranslations("notifications.kinds");
  const states = useTranslations("notifications.log.states");
  if (told.length === 0) return <p className="text-sm text-muted">{t("toldNobody")}</p>;
  const named = told.filter(({ to }) => to !== null);
  const others = told.length - named.length;
  return (
    <ul className="text-sm text-muted">
      {named.map(({ to, kind, state }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two tellings may be alike, and their order is fixed
        <li key={at}>{[to, kinds(kind ?? "removed"), states(state)].join(" · ")}</li>
      ))}
      {others > 0 && <li>{t("others", { count: others })}</li>}
    </ul>
  );
}
