"use client";

import { useTranslations } from "next-intl";
import { Locked } from "@/components/billing/locked";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { tierOf } from "@/lib/billing/tiers";
import { useRouter } from "@/lib/i18n/navigation";
import { starters } from "@/lib/templates/starters";
import type { TemplateList } from "@/lib/templates/types";

export interface TemplateChoiceProps {
  readonly list: TemplateList | undefined;
  readonly templateId: string | null;
  /** The page's address with another template, or with none. */
  readonly hrefWith: (templateId: string | null) => string;
}

/** What the machine begins with: one of the team's templates, a starter, or nothing. */
export function TemplateChoice({ list, templateId, hrefWith }: TemplateChoiceProps) {
  const t = useTranslations("templates.choice");
  const router = useRouter();
  if (list?.isLocked) {
    const tier = tierOf("templates");
    return <Locked tier={tier === "basic" ? null : tier}>{t("locked")}</Locked>;
  }
  return (
    <Field label={t("label")} hint={t("hint")}>
      <Select
        value={templateId ?? ""}
        disabled={list === undefined}
        onChange={({ currentTarget: { value } }) => router.replace(hrefWith(value || null))}
      >
        <option value="">{t("none")}</option>
        {list && list.templates.length > 0 && (
          <optgroup label={t("yours")}>
            {list.templates.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label={t("starters")}>
          {starters.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
      </Select>
    </Field>
  );
}
