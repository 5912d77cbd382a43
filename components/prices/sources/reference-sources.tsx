import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/lib/format/dates";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import type { ReferenceSourceView } from "@/lib/prices/types";

export interface ReferenceSourcesProps {
  readonly sources: readonly ReferenceSourceView[];
}

/** Where the dated prices were read, under which licence, with the credit each one asks for. */
export function ReferenceSources({ sources }: ReferenceSourcesProps) {
  const t = useTranslations("sources.reference");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const dates = ({ firstOn, lastOn }: ReferenceSourceView) => {
    if (!lastOn) return "";
    if (!firstOn || firstOn === lastOn) return formatDay(lastOn, locale);
    return t("fromTo", { from: formatDay(firstOn, locale), to: formatDay(lastOn, locale) });
  };
  return (
    <ul className="divide-y divide-line">
      {sources.map((source) => (
        <li
          key={`${source.name} ${source.usedFor}`}
          className="grid gap-x-6 gap-y-0.5 px-4 py-2.5 md:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,3fr)]"
        >
          <div className="min-w-0">
            <a
              href={source.url}
              rel="noreferrer"
              className="inline-block max-w-full py-0.5 font-medium underline decoration-line-strong underline-offset-2 [overflow-wrap:anywhere] hover:text-accent"
            >
              {source.name}
            </a>
            {source.attribution && (
              <p lang="en" className="max-w-prose text-sm text-muted">
                {source.attribution}
              </p>
            )}
          </div>
          <p lang="en" className="text-muted">
            {source.usedFor}
          </p>
          <p className="text-sm text-faint md:text-right">
            <span lang="en">{source.licence}</span>
            <br />
            {dates(source)}
          </p>
        </li>
      ))}
    </ul>
  );
}
