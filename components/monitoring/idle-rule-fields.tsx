"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { type IdleAct, type IdleRule, idleActs } from "@/lib/deployments/idle/schema";

const MINUTES = [30, 60, 120, 240, 480, 720, 1_440] as const;

export interface IdleRuleFieldsProps {
  readonly rule: IdleRule;
  /** What can be chosen; a machine that cannot be stopped has no stop. */
  readonly acts?: readonly IdleAct[];
  /** The choice of having no rule of one's own, with its word; none where there is no such choice. */
  readonly none?: { readonly label: string; readonly isChosen: boolean };
}

/** What happens to machines that do nothing, and after how long. */
export function IdleRuleFields({ rule, acts = idleActs, none }: IdleRuleFieldsProps) {
  const t = useTranslations("monitoring.idleRule");
  const minutes = MINUTES.some((one) => one === rule.minutes)
    ? MINUTES
    : [rule.minutes, ...MINUTES];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t("act")}>
        <Select name="act" defaultValue={none?.isChosen ? "" : rule.act}>
          {none && <option value="">{none.label}</option>}
          {acts.map((act) => (
            <option key={act} value={act}>
              {t(`acts.${act}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("after")}>
        <Select name="minutes" defaultValue={rule.minutes}>
          {minutes.map((one) => (
            <option key={one} value={one}>
              {t("hours", { hours: one / 60 })}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

/** Reads the fields; `null`: no rule of one's own. Pure. */
export function readIdleRule(texts: Readonly<Record<string, string>>): IdleRule | null {
  const act = idleActs.find((one) => one === texts.act);
  return act ? { act, minutes: Number(texts.minutes ?? 240) } : null;
}
