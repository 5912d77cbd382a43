"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

export interface SecretNoteProps {
  readonly secret: string;
  readonly onClose: () => void;
}

/** A signing secret, shown this once. */
export function SecretNote({ secret, onClose }: SecretNoteProps) {
  const t = useTranslations("notifications.secret");
  return (
    <Banner
      tone="info"
      title={t("title")}
      className="m-4 flex-wrap"
      action={
        <Button size="sm" onClick={onClose}>
          {t("kept")}
        </Button>
      }
    >
      <span className="grid gap-1">
        {t("text")}
        <span className="flex items-center gap-2">
          <code className="figures break-all">{secret}</code>
          <CopyButton text={secret} what={t("what")} />
        </span>
      </span>
    </Banner>
  );
}
