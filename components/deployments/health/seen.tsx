"use client";

import { useTranslations } from "next-intl";
import type { SeenView } from "@/lib/health/types";

/** What was seen, in words: "Service: answered with status 500, 34 ms". */
export function Seen({ seen }: { readonly seen: SeenView }) {
  const say = useSeen();
  return (
    <>
      <span className={seen.ok === false ? "text-bad" : undefined}>{say(seen)}</span>
      {seen.ok && seen.ms !== null && (
        <span className="text-faint tabular-nums"> · {Math.round(seen.ms)} ms</span>
      )}
    </>
  );
}

function useSeen(): (seen: SeenView) => string {
  const t = useTranslations("deployments.health.seen");
  const told = useTranslations("deployments.health.told");
  const notices = useTranslations("healthNotices");
  return ({ kind, word, figure }) => {
    const values = { figure: figure ?? 0 };
    if (kind === "provider") return told.has(word) ? told(word) : word;
    if (t.has(word)) return t(word, values);
    return notices.has(word) ? notices(word, values) : word;
  };
}
