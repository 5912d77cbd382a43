"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

export default function PublicError({ reset }: { readonly reset: () => void }) {
  const t = useTranslations("layout.error");
  return (
    <div className="page grid justify-items-start gap-3 py-24" role="alert">
      <h1 className="text-xl tracking-tight">{t("title")}</h1>
      <p className="max-w-prose text-md text-muted">{t("text")}</p>
      <Button variant="primary" className="mt-3" onClick={reset}>
        {t("retry")}
      </Button>
    </div>
  );
}
