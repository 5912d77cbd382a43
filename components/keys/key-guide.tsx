"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ProviderMeta } from "@/lib/providers/contract";

/** Where to make a key, which rights to tick, and what becomes of it here. */
export function KeyGuide({ meta }: { readonly meta: ProviderMeta }) {
  const t = useTranslations("keys.add");
  const provider = meta.name;
  return (
    <div className="grid content-start gap-5 text-sm">
      <section>
        <h3 className="text-sm">{t("steps", { provider })}</h3>
        <ol className="mt-2 grid list-decimal gap-1.5 pl-5 text-muted marker:text-faint">
          {meta.keyPageUrl && (
            <li>
              <a
                href={meta.keyPageUrl}
                target="_blank"
                rel="noreferrer"
                className="inline-flex items-center gap-1 text-accent underline underline-offset-2"
              >
                {t("open", { provider })}
                <ExternalLink aria-hidden className="size-3.5" />
              </a>
            </li>
          )}
          <li>
            {t("make")}
            <Rights meta={meta} />
          </li>
          <li>{t("paste", { provider })}</li>
        </ol>
      </section>
      <section>
        <h3 className="text-sm">{t("use")}</h3>
        <ul className="mt-2 grid list-disc gap-1.5 pl-5 text-muted marker:text-faint">
          <li>{t("useCheck")}</li>
          <li>{t("useSeal", { provider })}</li>
          <li>{t("useRead")}</li>
        </ul>
      </section>
    </div>
  );
}

function Rights({ meta }: { readonly meta: ProviderMeta }) {
  const t = useTranslations("providers");
  return (
    <ul className="mt-1 grid list-disc gap-1 pl-5">
      {meta.rights.map((right) => (
        <li key={right}>{t(`${meta.id}.rights.${right}`)}</li>
      ))}
    </ul>
  );
}
