import { Search } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { defaultLocale, isLocale, localePath } from "@/lib/i18n/locales";
import { notSoldOut } from "@/lib/prices/schema";

/** The front page's search: a plain form that opens the price table with the words in its address. */
export function SearchBox() {
  const t = useTranslations("home.search");
  const locale = useLocale();
  const action = localePath(isLocale(locale) ? locale : defaultLocale, "/gpus");
  return (
    <search>
      <form action={action} className="flex w-full max-w-xl gap-2">
        <label className="relative block flex-1">
          <span className="sr-only">{t("label")}</span>
          <Search aria-hidden className="absolute inset-y-0 left-3.5 my-auto size-4.5 text-faint" />
          <input
            type="search"
            name="q"
            placeholder={t("placeholder")}
            maxLength={200}
            className="h-11 w-full rounded border border-line-strong bg-surface pr-3 pl-10.5 text-md placeholder:text-faint hover:border-muted focus-visible:outline-offset-0"
          />
        </label>
        <input type="hidden" name="view" value="list" />
        <input type="hidden" name="availability" value={notSoldOut.join(",")} />
        <Button type="submit" variant="primary" size="lg">
          {t("go")}
        </Button>
      </form>
    </search>
  );
}
