"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

/** A GPU that is sold live now. */
export interface SoldGpu {
  readonly id: string;
  readonly name: string;
}

export interface ModelPickerProps {
  readonly sold: readonly SoldGpu[];
  readonly chosen: readonly string[];
  readonly onChange: (models: string[]) => void;
  readonly error: string | undefined;
}

const MOST_MODELS = 10;

/** Which GPUs will do: one or several, any of which may be bought. */
export function ModelPicker({ sold, chosen, onChange, error }: ModelPickerProps) {
  const t = useTranslations("launch.best");
  const left = sold.filter(({ id }) => !chosen.includes(id));
  return (
    <div className="grid gap-2">
      <Field label={t("models")} hint={t("modelsHint")} error={error}>
        <Select
          value=""
          disabled={chosen.length >= MOST_MODELS || left.length === 0}
          onChange={({ currentTarget: { value } }) => value && onChange([...chosen, value])}
        >
          <option value="">{t(chosen.length === 0 ? "modelFirst" : "modelNext")}</option>
          {left.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <ul className="flex flex-wrap gap-2">
        {chosen.map((id) => {
          const name = sold.find((one) => one.id === id)?.name ?? id;
          return (
            <li key={id}>
              <button
                type="button"
                aria-label={t("remove", { name })}
                onClick={() => onChange(chosen.filter((one) => one !== id))}
                className="inline-flex min-h-7 items-center gap-1.5 rounded bg-accent-soft px-2 text-sm font-medium text-accent hover:bg-hover"
              >
                {name}
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
