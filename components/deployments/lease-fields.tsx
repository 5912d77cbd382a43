"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { LeaseAct } from "@/lib/deployments/schema";
import { type LeaseEnd, leaseEnds } from "./lease-values";

export interface LeaseFieldsProps {
  /** What may be done at the end there; where a machine cannot be stopped, it can only go. */
  readonly acts: readonly LeaseAct[];
  readonly provider: string;
  /** Sentences by field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly start?: { readonly end: LeaseEnd; readonly act: LeaseAct; readonly spend: string };
}

/** When a machine is ended by itself, and how. */
export function LeaseFields({ acts, provider, errors, start }: LeaseFieldsProps) {
  const t = useTranslations("deployments.lease");
  const common = useTranslations("common");
  const [end, setEnd] = useState<LeaseEnd>(start?.end ?? "none");
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field className="content-start" label={t("end")}>
        <Select
          name="leaseEnd"
          value={end}
          onChange={({ currentTarget: { value } }) =>
            setEnd(leaseEnds.find((one) => one === value) ?? "none")
          }
        >
          {leaseEnds.map((one) => (
            <option key={one} value={one}>
              {t(`ends.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      <EndField end={end} errors={errors} />
      <Field
        className="content-start"
        label={t("spend")}
        optional={common("optional")}
        hint={t("spendHint")}
        error={errors.leaseSpend ?? errors["lease.spend"]}
      >
        <Input
          name="leaseSpend"
          inputMode="decimal"
          maxLength={12}
          defaultValue={start?.spend}
          autoComplete="off"
          className="figures"
        />
      </Field>
      <Field
        className="content-start"
        label={t("act")}
        hint={acts.includes("stop") ? t("stopHint") : t("onlyTerminate", { provider })}
        error={errors["lease.act"]}
      >
        <Select name="leaseAct" defaultValue={start?.act ?? acts[0]}>
          {acts.map((act) => (
            <option key={act} value={act}>
              {t(`acts.${act}`)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

function EndField({ end, errors }: { readonly end: LeaseEnd } & Pick<LeaseFieldsProps, "errors">) {
  const t = useTranslations("deployments.lease");
  if (end === "none") return <p className="self-end pb-2 text-sm text-muted">{t("noEnd")}</p>;
  if (end === "hours") {
    return (
      <Field
        className="content-start"
        label={t("hours")}
        error={errors.leaseHours ?? errors["lease.afterHours"]}
      >
        <Input
          name="leaseHours"
          inputMode="decimal"
          defaultValue="8"
          maxLength={8}
          className="figures"
        />
      </Field>
    );
  }
  return (
    <Field
      className="content-start"
      label={t("date")}
      error={errors.leaseDate ?? errors["lease.endsAt"]}
    >
      <Input name="leaseDate" type="datetime-local" className="figures" />
    </Field>
  );
}
