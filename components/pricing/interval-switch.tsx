import { useTranslations } from "next-intl";

const intervals = ["month", "year"] as const;

/** Monthly or yearly prices in the `group/pricing` around it; needs no script. */
export function IntervalSwitch() {
  const t = useTranslations("pricing.interval");
  return (
    <fieldset className="inline-flex gap-1 rounded border border-line-strong bg-surface p-1">
      <legend className="sr-only">{t("legend")}</legend>
      {intervals.map((interval) => (
        <label
          key={interval}
          className="relative inline-flex h-8 cursor-pointer items-center rounded-sm px-3 font-medium text-muted hover:text-ink has-checked:bg-accent has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="interval"
            value={interval}
            defaultChecked={interval === "month"}
            className="sr-only"
          />
          {t(interval)}
        </label>
      ))}
    </fieldset>
  );
}
