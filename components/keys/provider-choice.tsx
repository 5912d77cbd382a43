"use client";

import { useTranslations } from "next-intl";
import type { ProviderMeta } from "@/lib/providers/contract";

export interface ProviderChoiceProps {
  readonly metas: readonly ProviderMeta[];
  readonly chosen: string;
  readonly onChoose: (meta: ProviderMeta) => void;
}

/** Which provider the key is for. */
export function ProviderChoice({ metas, chosen, onChoose }: ProviderChoiceProps) {
  const t = useTranslations("keys.add");
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t("choose")}</legend>
      <div className="grid grid-cols-2 gap-2 lg:grid-cols-3 xl:grid-cols-4">
        {metas.map((meta) => (
          <label
            key={meta.id}
            className="flex h-10 cursor-pointer items-center gap-2 rounded border border-line-strong px-2.5 text-sm leading-tight sm:gap-2.5 sm:px-3.5 sm:text-base has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name="provider"
              value={meta.id}
              checked={meta.id === chosen}
              onChange={() => onChoose(meta)}
              className="size-4 shrink-0 accent-accent"
            />
            {meta.name}
            {meta.capabilities && (
              <span className="text-xs text-muted max-sm:hidden">
                {t(`kind.${meta.capabilities.runtime}`)}
              </span>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
