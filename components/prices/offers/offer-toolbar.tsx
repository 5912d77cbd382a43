"use client";

import { Download, SlidersHorizontal, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type OfferQuery, offerSorts, writeOfferQuery } from "@/lib/prices/schema";
import { type OfferAddress, units } from "./use-offer-query";
import { ValueWeight } from "./value-weight";

/** Only who opens the filters on a narrow screen loads the dialog. */
const Dialog = dynamic(() => import("@/components/ui/dialog").then((module) => module.Dialog));

export interface OfferToolbarProps {
  readonly address: OfferAddress;
  readonly total: number | undefined;
  /** The filters, for screens too narrow to show them beside the list. */
  readonly children: ReactNode;
}

/** Words, order and unit of the list, how many fit, and the same list as a link or a file. */
export function OfferToolbar({ address, total, children }: OfferToolbarProps) {
  const t = useTranslations("gpus.offers");
  const { query, unit, change, chooseUnit } = address;
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <SentenceBox key={query.q} query={query} change={change} />
        <Button className="lg:hidden" onClick={() => setOpen(true)}>
          <SlidersHorizontal aria-hidden className="size-4" />
          {t("filters")}
        </Button>
        <Select
          aria-label={t("sort")}
          value={query.sort}
          onChange={(event) =>
            change({ sort: offerSorts.find((sort) => sort === event.target.value) ?? "price" })
          }
          boxClassName="w-44"
        >
          {offerSorts.map((sort) => (
            <option key={sort} value={sort}>
              {t(`sorts.${sort}`)}
            </option>
          ))}
        </Select>
        <Select
          aria-label={t("unit")}
          value={unit}
          onChange={(event) =>
            chooseUnit(units.find((one) => one === event.target.value) ?? "gpu-hour")
          }
          boxClassName="w-44"
        >
          {units.map((one) => (
            <option key={one} value={one}>
              {t(`units.${one}`)}
            </option>
          ))}
        </Select>
      </div>
      {query.sort === "value" && <ValueWeight address={address} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        <p role="status">{total === undefined ? t("counting") : t("count", { count: total })}</p>
        <Chosen address={address} />
        <Takeaway query={query} />
      </div>
      {isOpen && (
        <Dialog
          side
          open
          onOpenChange={setOpen}
          title={t("filters")}
          footer={
            <Button variant="primary" onClick={() => setOpen(false)}>
              {t("show", { count: total ?? 0 })}
            </Button>
          }
        >
          {children}
        </Dialog>
      )}
    </div>
  );
}

/** A sentence such as "H100 under $2 in Europe"; what it says becomes filters. */
function SentenceBox({ query, change }: Pick<OfferAddress, "query" | "change">) {
  const t = useTranslations("gpus.offers");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const q = new FormData(event.currentTarget).get("q");
    change({ q: typeof q === "string" ? q.trim() : "" });
  };
  return (
    <search className="min-w-48 flex-1 sm:max-w-sm">
      <form onSubmit={submit}>
        <Input
          type="search"
          name="q"
          aria-label={t("search")}
          placeholder={t("searchPlaceholder")}
          defaultValue={query.q}
          maxLength={200}
        />
      </form>
    </search>
  );
}

/** The filters that are set and stand in no box of the side: each can be taken away. */
function Chosen({ address }: Pick<OfferToolbarProps, "address">) {
  const t = useTranslations("gpus.offers.chosen");
  const { query, change, clear } = address;
  const chips: [text: string, gone: Partial<OfferQuery>][] = [
    ...(query.q ? [[t("q", { q: query.q }), { q: "" }] as [string, Partial<OfferQuery>]] : []),
    ...(query.max !== undefined
      ? [[t("max", { max: query.max }), { max: undefined }] as [string, Partial<OfferQuery>]]
      : []),
    ...(query.vram !== undefined
      ? [[t("vram", { gb: query.vram }), { vram: undefined }] as [string, Partial<OfferQuery>]]
      : []),
  ];
  if (writeOfferQuery({ ...query, sort: "price", page: 1 }) === "") return null;
  return (
    <>
      {chips.map(([text, gone]) => (
        <button
          key={text}
          type="button"
          onClick={() => change(gone)}
          className="inline-flex h-6 items-center gap-1 rounded border border-line-strong bg-surface px-2 text-xs text-ink hover:bg-hover"
        >
          {text}
          <X aria-label={t("remove")} className="size-3" />
        </button>
      ))}
      <button type="button" onClick={clear} className="py-1 text-accent hover:underline">
        {t("clear")}
      </button>
    </>
  );
}

/** The very list as an address to share and as files. */
function Takeaway({ query }: { readonly query: OfferQuery }) {
  const t = useTranslations("gpus.offers");
  const asked = writeOfferQuery({ ...query, page: 1, limit: 10_000 });
  return (
    <span className="ml-auto flex items-center gap-1">
      <CopyButton
        what={t("address")}
        text={typeof window === "undefined" ? "" : window.location.href}
      />
      {(["csv", "json"] as const).map((format) => (
        <a
          key={format}
          href={`/api/v1/prices?${asked}&format=${format}`}
          download={`gpu-prices.${format}`}
          className="inline-flex items-center gap-1 rounded px-1.5 py-1 text-accent hover:underline"
        >
          <Download aria-hidden className="size-3.5" />
          {format.toUpperCase()}
        </a>
      ))}
    </span>
  );
}
