"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { Read } from "./use-read";

/** Says that something could not be read, and offers to try again. */
export function ReadNotice({ read }: { readonly read: Read<unknown> }) {
  const t = useTranslations("admin");
  if (read.refusal === null) return null;
  return (
    <Banner
      tone="bad"
      action={
        <Button size="sm" pending={read.isReading} onClick={read.again}>
          {t("again")}
        </Button>
      }
    >
      {t("notRead", { cause: read.refusal })}
    </Banner>
  );
}
