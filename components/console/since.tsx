"use client";

import { useTranslations } from "next-intl";
import { useWholeInstant } from "@/components/ui/instant";
import { durationPart } from "@/lib/format/duration";
import { useServerNow } from "./server-clock";

/** How long something has been so, as words that move on by themselves: "3 h". */
export function useSince(at: string): string {
  const t = useTranslations("common.duration");
  const { unit, value } = durationPart(useServerNow() - Date.parse(at));
  return t(unit, { value });
}

/** The same as text. */
export function Since({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={useWholeInstant(at)} className="tabular-nums">
      {useSince(at)}
    </time>
  );
}
