"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

export default function ConsoleError({ reset }: { readonly reset: () => void }) {
  const t = useTranslations("console.error");
  return (
    <ErrorState
      title={t("title")}
      text={t("text")}
      action={<Button onClick={reset}>{t("retry")}</Button>}
    />
  );
}
