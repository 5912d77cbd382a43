import { useLocale, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { formatDay, formatDayAndMonth } from "@/lib/format/dates";
import type { PriceCalendar as Calendar } from "@/lib/history/types";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { Price } from "../price";

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** From the cheapest day to the dearest; the figure in the cell says the same. */
const shades = [
  "bg-good-soft text-good font-semibold",
  "bg-good-soft/50",
  "",
  "bg-warn-soft/50",
  "bg-warn-soft text-warn",
] as const;

/** The lowest price of each day, one column a week. */
export function PriceCalendar({ calendar }: { readonly calendar: Calendar }) {
  const t = useTranslations("gpu.calendar");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  return (
    <section
      aria-label={t("title")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="flex flex-row-reverse overflow-x-auto p-4"
    >
      <table className="min-w-[52rem] flex-1 table-fixed border-separate border-spacing-0.5 text-xs">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col" className="w-12 text-left font-normal text-faint">
              <span className="sr-only">{t("weekday")}</span>
            </th>
            {calendar.map(({ monday }) => (
              <th
                key={monday}
                scope="col"
                className="whitespace-nowrap pb-1 font-normal text-faint"
              >
                {formatDayAndMonth(monday, locale)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekdays.map((weekday, index) => (
            <tr key={weekday}>
              <th scope="row" className="text-left font-normal text-faint">
                {t(`weekdays.${weekday}`)}
              </th>
              {calendar.map(({ monday, days }) => (
                <DayCell key={monday} day={days[index]} locale={locale} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface DayCellProps {
  /** Undefined for days to come. */
  readonly day: Calendar[number]["days"][number] | undefined;
  readonly locale: Parameters<typeof formatDay>[1];
}

function DayCell({ day, locale }: DayCellProps) {
  const t = useTranslations("gpu.calendar");
  if (!day) return <td />;
  const shade = day.level === null ? "" : shades[day.level];
  return (
    <td
      title={formatDay(day.day, locale)}
      className={cn("h-8 rounded-sm border border-line text-center", shade)}
    >
      <Price value={day.low} per="nothing" absence={t("notSeen")} />
    </td>
  );
}
