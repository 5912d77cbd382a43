"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";

export interface CodesDialogProps {
  readonly codes: readonly string[];
  readonly onClose: () => void;
}

/** Recovery codes, shown this once, to be kept. */
export function CodesDialog({ codes, onClose }: CodesDialogProps) {
  const t = useTranslations("console.security.recovery");
  const text = codes.join("\n");
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`${t("fileHead")}\n\n${text}\n`)}`;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("newTitle")}
      description={t("newText")}
      footer={
        <>
          <Button asChild>
            <a href={file} download="computehub-recovery-codes.txt">
              {t("download")}
            </a>
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t("kept")}
          </Button>
        </>
      }
    >
      <Banner tone="warn">{t("once")}</Banner>
      <div className="mt-4 flex items-start gap-2">
        <ul aria-label={t("title")} className="figures grid flex-1 grid-cols-2 gap-x-6 gap-y-1">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <CopyButton text={text} what={t("title")} />
      </div>
    </Dialog>
  );
}
