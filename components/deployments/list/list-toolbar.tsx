"use client";

import { Keyboard, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { useLive } from "@/components/console/use-live";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { facetNames, type ListFacets, listShows } from "@/lib/deployments/list/schema";
import { FacetMenu } from "./facet-menu";
import { isNarrowed, type ListAddress } from "./use-list-query";

export interface ListToolbarProps {
  readonly address: ListAddress;
  readonly search: RefObject<HTMLInputElement | null>;
  /** The menu of saved views, where there are some. */
  readonly views?: ReactNode;
  /** Opens the help about the keyboard, where the list is steered by it. */
  readonly onHelp?: () => void;
}

/** Search, filters with counts, saved views. */
export function ListToolbar({ address, search, views, onHelp }: ListToolbarProps) {
  const t = useTranslations("deployments.list");
  const facets = useLive<ListFacets>(`deployments/facets?${address.text}`, {
    keepsPrevious: true,
  }).data;
  const { query } = address;
  return (
    <div className="grid gap-2 border-b border-line p-3">
      <div className="flex flex-wrap items-center gap-2">
        <search className="relative min-w-48 flex-1">
          <Search
            aria-hidden
            className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-faint"
          />
          <Input
            ref={search}
            type="search"
            aria-label={t("search")}
            placeholder={t("searchHint")}
            value={query.q}
            maxLength={200}
            className="pl-9"
            onChange={({ currentTarget: { value } }) => address.change({ q: value })}
            onKeyDown={({ key, currentTarget }) => key === "Escape" && currentTarget.blur()}
          />
        </search>
        {views}
        {onHelp && (
          <Button
            variant="ghost"
            size="icon"
            aria-label={t("keys.title")}
            title={t("keys.title")}
            className="max-md:hidden"
            onClick={onHelp}
          >
            <Keyboard aria-hidden className="size-4" />
          </Button>
        )}
      </div>
      <div className="flex items-center gap-2 max-md:-mx-3 max-md:overflow-x-auto max-md:px-3 max-md:py-1 max-md:*:shrink-0 md:flex-wrap">
        <ShowTabs address={address} counts={facets?.show} />
        {facetNames.map((name) => (
          <FacetMenu key={name} name={name} values={facets?.[name] ?? []} address={address} />
        ))}
        {isNarrowed(query) && (
          <Button variant="ghost" size="sm" onClick={() => address.open(`show=${query.show}`)}>
            <X aria-hidden className="size-3.5" />
            {t("clear")}
          </Button>
        )}
      </div>
    </div>
  );
}

interface ShowTabsProps {
  readonly address: ListAddress;
  readonly counts: ListFacets["show"] | undefined;
}

function ShowTabs({ address, counts }: ShowTabsProps) {
  const t = useTranslations("deployments.list");
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">{t("shows.title")}</legend>
      {listShows.map((show) => (
        <label
          key={show}
          className={cn(
            "flex h-7 cursor-pointer items-center gap-1.5 rounded px-2.5 text-sm font-medium text-muted",
            "hover:bg-hover has-checked:bg-accent-soft has-checked:text-accent",
            "has-focus-visible:outline-2 has-focus-visible:outline-accent",
          )}
        >
          <input
            type="radio"
            name="show"
            className="sr-only"
            checked={address.query.show === show}
            onChange={() => address.change({ show })}
          />
          {t(`shows.${show}`)}
          {counts && <span className="figures">{counts[show]}</span>}
        </label>
      ))}
    </fieldset>
  );
}
