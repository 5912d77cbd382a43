"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { cn } from "./cn";

export interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for screen readers: "SSH command". */
  readonly what: string;
  readonly className?: string;
}

/** Copies a text and says that it did. */
export function CopyButton({ text, what, className }: CopyButtonProps) {
  const t = useTranslations("common");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={copied ? t("copied") : t("copy", { what })}
      className={cn(
        "inline-grid size-7 place-items-center rounded text-faint hover:bg-hover hover:text-ink",
        className,
      )}
    >
      {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
      <span role="status" className="sr-only">
        {copied ? t("copied") : ""}
      </span>
    </button>
  );
}
