"use client";

import { useTranslations } from "next-intl";

/** The memory a spelling was seen with. */
export function Memory({ gb }: { readonly gb: number }) {
  const t = useTranslations("review.unknown");
  const common = useTranslations("common");
  return (
    <p className="text-sm text-muted">
      {t("memory")}: {gb === 0 ? t("memoryUnsaid") : common("memory", { gb })}
    </p>
  );
}
