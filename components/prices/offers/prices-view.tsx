"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useSyncExternalStore } from "react";
import { cn } from "@/components/ui/cn";
import { readSearch, writeSearch } from "../matrix/search";
import { announceSearch, subscribeToSearch } from "../matrix/use-search";

/** Only who opens the list loads it. */
const OfferList = dynamic(() => import("./offer-list").then((module) => module.OfferList));

export interface PricesViewProps {
  readonly providerNames: Readonly<Record<string, string>>;
  /** The table, which stands in the cached page. */
  readonly children: ReactNode;
}

/** The price table, or with `view=list` in the address the list of all offers. */
export function PricesView({ providerNames, children }: PricesViewProps) {
  const t = useTranslations("gpus.views");
  const isList = useSyncExternalStore(
    subscribeToSearch,
    () => new URLSearchParams(window.location.search).get("view") === "list",
    () => false,
  );
  const open = async (view: "table" | "list") => {
    window.history.replaceState(window.history.state, "", await addressOf(view));
    announceSearch();
  };
  return (
    <>
      <fieldset className="scripted mb-3 flex gap-1">
        <legend className="sr-only">{t("title")}</legend>
        {(["table", "list"] as const).map((view) => (
          <label
            key={view}
            className={cn(
              "flex h-8 cursor-pointer items-center rounded px-3 text-sm font-medium text-muted",
              "hover:bg-hover has-checked:bg-accent-soft has-checked:text-accent",
              "has-focus-visible:outline-2 has-focus-visible:outline-accent",
            )}
          >
            <input
              type="radio"
              name="view"
              className="sr-only"
              checked={isList === (view === "list")}
              onChange={() => open(view)}
            />
            {t(view)}
          </label>
        ))}
      </fieldset>
      {isList ? <OfferList providerNames={providerNames} /> : children}
    </>
  );
}

/** What both views understand is carried from one to the other. */
async function addressOf(view: "table" | "list"): Promise<string> {
  const { pathname, search } = window.location;
  const asked = readSearch(search);
  if (view === "table") return pathname + writeSearch({ ...asked, sort: "wanted" });
  const { listAddressOf } = await import("./list-address");
  return pathname + listAddressOf(asked);
}
