"use client";

import { useLocale, useTranslations } from "next-intl";
import type { MouseEvent, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { defaultLocale, isLocale, languageTags, localePath } from "@/lib/i18n/locales";
import { usePathname } from "@/lib/i18n/navigation";
import { ChineseName } from "./chinese-name";

export interface LanguageSwitchProps {
  readonly className?: string;
  /** Instead of the language's name. */
  readonly children?: ReactNode;
}

/** A link to the same page, search and all, in the other language. */
export function LanguageSwitch({ className, children }: LanguageSwitchProps) {
  const t = useTranslations("layout");
  const locale = useLocale();
  const path = usePathname();
  const other = isLocale(locale) && locale !== defaultLocale ? defaultLocale : "zh";
  const href = localePath(other, path);
  const keepSearch = (event: MouseEvent<HTMLAnchorElement>) => {
    event.currentTarget.href = href + window.location.search + window.location.hash;
  };
  return (
    <a
      href={href}
      hrefLang={languageTags[other]}
      lang={languageTags[other]}
      onClick={keepSearch}
      className={cn(
        "inline-flex h-8 items-center rounded px-2.5 text-muted hover:bg-hover hover:text-ink",
        className,
      )}
    >
      {children ??
        (other === "zh" ? <ChineseName name={t("otherLanguage")} /> : t("otherLanguage"))}
    </a>
  );
}
