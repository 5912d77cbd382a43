"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export interface WatchFieldsProps {
  readonly start: { readonly httpCheck: string | null; readonly watchInside: boolean } | null;
  /** Why it cannot be looked into, as a sentence; null: it can. */
  readonly trouble: string | null;
  readonly errors: Readonly<Record<string, string>>;
}

/** How the machine is watched once it runs: its service over HTTP, and inside over SSH. */
export function WatchFields({ start, trouble, errors }: WatchFieldsProps) {
  const t = useTranslations("launch.form");
  const common = useTranslations("common");
  const hintId = useId();
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-3 text-sm font-medium">{t("watch")}</legend>
      <Field
        label={t("httpCheck")}
        optional={common("optional")}
        hint={t("httpCheckHint")}
        error={errors.httpCheck}
      >
        <Input
          name="httpCheck"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          placeholder="8000/health"
          defaultValue={start?.httpCheck ?? ""}
          className="figures"
        />
      </Field>
      <div className="grid gap-1">
        <Checkbox
          name="watchInside"
          label={t("watchInside")}
          disabled={trouble !== null}
          defaultChecked={trouble === null && (start?.watchInside ?? false)}
          aria-describedby={hintId}
          aria-invalid={errors.watchInside ? true : undefined}
        />
        {errors.watchInside && (
          <p role="alert" className="text-sm text-bad">
            {errors.watchInside}
          </p>
        )}
        <p id={hintId} className="text-xs text-faint">
          {trouble ?? t("watchInsideHint")}
        </p>
      </div>
    </fieldset>
  );
}
