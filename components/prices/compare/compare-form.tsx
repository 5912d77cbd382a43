import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { allGpus, wantedPlace } from "@/lib/gpus/catalog";
import { defaultLocale, isLocale, localePath } from "@/lib/i18n/locales";

export interface CompareFormProps {
  /** GPUs that stand side by side already. */
  readonly ids: readonly string[];
  /** How many more can be chosen. */
  readonly choices: number;
}

/** Chooses GPUs to compare; a plain form, so that it works without a script. */
export function CompareForm({ ids, choices }: CompareFormProps) {
  const t = useTranslations("compare");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const gpus = allGpus()
    .filter(({ id }) => !ids.includes(id))
    .toSorted((one, other) => wantedPlace(one.id) - wantedPlace(other.id));
  return (
    <form
      action={localePath(locale, "/compare/pick")}
      method="get"
      className="flex flex-wrap items-end gap-3"
    >
      {ids.map((id) => (
        <input key={id} type="hidden" name="gpu" value={id} />
      ))}
      {Array.from({ length: choices }, (_, index) => index + 1).map((number) => (
        <Field
          key={number}
          label={choices === 1 ? t("another") : t("choice", { number })}
          className="min-w-44"
        >
          <Select name="gpu" defaultValue="">
            <option value="">{t("choose")}</option>
            {gpus.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      ))}
      <Button type="submit" variant={ids.length === 0 ? "primary" : "secondary"}>
        {ids.length === 0 ? t("compare") : t("add")}
      </Button>
    </form>
  );
}
