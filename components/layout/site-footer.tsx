import { useTranslations } from "next-intl";
import { CurrencySwitch } from "@/components/prices/currency-switch";
import { LanguageSwitch } from "./language-switch";
import { SiteLink } from "./site-link";

const pages = [
  "gpus",
  "compare",
  "specs",
  "providers",
  "sources",
  "pricing",
  "terms",
  "privacy",
  "contact",
] as const;

export function SiteFooter() {
  const t = useTranslations("layout");
  return (
    <footer className="mt-16 border-t border-line text-sm text-muted">
      <div className="page flex flex-wrap items-center gap-x-5 gap-y-2 py-6">
        <p className="basis-full sm:flex-1 sm:basis-auto">{t("footer")}</p>
        {pages.map((page) => (
          <SiteLink key={page} href={`/${page}`} className="py-1 hover:text-ink hover:underline">
            {t(page)}
          </SiteLink>
        ))}
        <LanguageSwitch className="-mx-2.5" />
        <div className="basis-full">
          <CurrencySwitch />
        </div>
      </div>
    </footer>
  );
}
