"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Link } from "@/lib/i18n/navigation";
import { starters } from "@/lib/templates/starters";
import { TemplateFacts } from "./template-facts";

/** Starting points for everybody; each says where its image's tag was read, or that nobody could. */
export function StarterList({ looksOnly }: { readonly looksOnly: boolean }) {
  const t = useTranslations("templates");
  return (
    <ul className="divide-y divide-line">
      {starters.map((starter) => (
        <li
          key={starter.id}
          className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto] md:items-center"
        >
          <div className="grid min-w-0 gap-1">
            <span className="font-medium">{starter.name}</span>
            <span className="text-sm">{t(`starters.${starter.word}`)}</span>
            <TemplateFacts beginning={starter} />
            <span className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-muted">
              {starter.tagSeenOn === null ? (
                <Status tone="warn" word={t("tagUnverified")} />
              ) : (
                <span>{t("tagSeen", { day: starter.tagSeenOn })}</span>
              )}
              <a href={starter.sourceUrl} rel="noreferrer" target="_blank" className="underline">
                {t("publisher")}
              </a>
            </span>
          </div>
          {!looksOnly && (
            <Button asChild size="sm">
              <Link href={`/dashboard/deployments/new?template=${starter.id}`}>{t("launch")}</Link>
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
