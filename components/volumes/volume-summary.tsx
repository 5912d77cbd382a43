"use client";

import { useTranslations } from "next-intl";
import { findProviderMeta } from "@/lib/providers/meta";
import type { VolumeView } from "@/lib/volumes/schema";

/** Which disk it is, in one line: whose, where, how large. */
export function VolumeSummary({ view }: { readonly view: VolumeView }) {
  const t = useTranslations("volumes");
  const provider = findProviderMeta(view.providerId)?.name ?? view.providerId;
  return (
    <span className="text-sm text-muted [overflow-wrap:anywhere]">
      {[provider, view.keyName, view.region, t("size", { gb: view.sizeGb })]
        .filter((text) => text !== null)
        .join(" · ")}
    </span>
  );
}
