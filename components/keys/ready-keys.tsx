"use client";

import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** A key that the sandbox knows, with what it is good for. */
export interface ReadyKey {
  readonly providerId: string;
  readonly key: string;
  readonly meaning: string;
}

export interface ReadyKeysProps {
  readonly keys: readonly ReadyKey[];
  readonly onUse: (key: string) => void;
}

/** The sandbox's own keys for a provider, one press away from the field. */
export function ReadyKeys({ keys, onUse }: ReadyKeysProps) {
  const t = useTranslations("keys.ready");
  if (keys.length === 0) return null;
  return (
    <section className="rounded border border-warn/40 text-sm">
      <h3 className="flex flex-wrap items-center gap-x-2 rounded-t bg-warn-soft px-3 py-2 text-sm">
        <FlaskConical aria-hidden className="size-4 text-warn" />
        {t("title")}
        <span className="font-normal text-muted">{t("text")}</span>
      </h3>
      <ul className="divide-y divide-line">
        {keys.map(({ key, meaning }) => (
          <li key={key} className="flex items-center gap-3 px-3 py-2">
            <span className="min-w-0 flex-1">
              <code className="figures block [overflow-wrap:anywhere]">{key}</code>
              <span className="text-muted">{meaning}</span>
            </span>
            <Button size="sm" aria-label={t("useNamed", { key })} onClick={() => onUse(key)}>
              {t("use")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
