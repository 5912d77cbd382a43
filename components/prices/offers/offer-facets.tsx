import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useRef } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { formatPrice } from "@/lib/format/money";
import { findGpu } from "@/lib/gpus/catalog";
import { type FacetName, type OfferQuery, offerQuery } from "@/lib/prices/schema";
import type { OfferSearch } from "@/lib/prices/types";
import { FacetGroup, withChosen } from "../facet-group";
import type { OfferAddress } from "./use-offer-query";

export interface OfferFacetsProps {
  readonly search: OfferSearch;
  readonly address: OfferAddress;
  readonly providerNames: Readonly<Record<string, string>>;
}

type Choices = Exclude<FacetName, "vram">;
const groups: readonly Choices[] = [
  "pricing",
  "model",
  "area",
  "count",
  "availability",
  "tier",
  "provider",
  "vendor",
];

const SHOWN = 6;

/** Filters with the number of offers each choice would leave. */
export function OfferFacets({ search, address, providerNames }: OfferFacetsProps) {
  const t = useTranslations("gpus.offers");
  const { query, change } = address;
  const nameOf = useNames(providerNames);
  return (
    <div className="grid gap-5">
      <Limits search={search} address={address} />
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{t("kind")}</legend>
        <Checkbox
          label={t("slices")}
          checked={query.slices}
          onChange={() => change({ slices: !query.slices })}
        />
        <Checkbox
          label={t("dated")}
          checked={query.kind === "reference"}
          onChange={() => change({ kind: query.kind === "live" ? "reference" : "live" })}
        />
      </fieldset>
      {groups.map((name) => (
        <FacetGroup
          shown={SHOWN}
          key={name}
          title={t(`facets.${name}`)}
          facets={withChosen(search.facets[name] ?? [], query[name].map(String))}
          chosen={query[name].map(String)}
          nameOf={(value) => nameOf(name, value)}
          onToggle={(value) => change(toggled(query, name, value))}
        />
      ))}
    </div>
  );
}

/** The query with one choice more or less; read anew, so that it stays one the list understands. */
function toggled(query: OfferQuery, name: Choices, value: string): Partial<OfferQuery> {
  const list = query[name].map(String);
  const next = list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
  const read = offerQuery.safeParse({ [name]: next });
  return read.success ? { [name]: read.data[name] } : {};
}

function useNames(providerNames: OfferFacetsProps["providerNames"]) {
  const t = useTranslations("gpus.offers");
  const words = useTranslations("areas");
  return (name: Choices, value: string): string => {
    switch (name) {
      case "model":
        return findGpu(value)?.name ?? value;
      case "provider":
        return providerNames[value] ?? value;
      case "area":
        return words.has(value) ? words(value) : value;
      case "count":
        return t("gpus", { count: Number(value) });
      case "pricing":
      case "availability":
      case "tier":
        return t.has(`${name}.${value}`) ? t(`${name}.${value}`) : value;
      case "vendor":
        return value;
    }
  };
}

/** Price and memory limits, taken over when the field is left or Enter is pressed. */
function Limits({ search, address }: Omit<OfferFacetsProps, "providerNames">) {
  const t = useTranslations("gpus.offers");
  const { query, change } = address;
  const form = useRef<HTMLFormElement>(null);
  const take = (event?: FormEvent) => {
    event?.preventDefault();
    if (!form.current) return;
    const given = new FormData(form.current);
    const number = (name: string) => {
      const value = Number(String(given.get(name)).replace(",", "."));
      return Number.isFinite(value) && value > 0 ? value : undefined;
    };
    const [max, vram] = [number("max"), number("vram")];
    if (max !== query.max || vram !== query.vram) change({ max, vram });
  };
  return (
    <form ref={form} onSubmit={take} className="grid gap-3">
      <Limit label={t("max")} hint={rangeOf(search, t)}>
        <Input
          key={`max ${query.max}`}
          name="max"
          inputMode="decimal"
          defaultValue={query.max ?? ""}
          aria-label={t("max")}
          onBlur={() => take()}
        />
      </Limit>
      <Limit label={t("vram")}>
        <Input
          key={`vram ${query.vram}`}
          name="vram"
          inputMode="numeric"
          defaultValue={query.vram ?? ""}
          aria-label={t("vram")}
          onBlur={() => take()}
        />
      </Limit>
      <button type="submit" className="sr-only">
        {t("apply")}
      </button>
    </form>
  );
}

interface LimitProps {
  readonly label: string;
  readonly hint?: string | null;
  readonly children: ReactNode;
}

function Limit({ label, hint, children }: LimitProps) {
  return (
    <div>
      <div aria-hidden className="mb-1 text-sm font-medium">
        {label}
      </div>
      {children}
      {hint && <div className="mt-1 text-xs text-faint">{hint}</div>}
    </div>
  );
}

function rangeOf(
  { priceRange }: OfferSearch,
  t: ReturnType<typeof useTranslations<"gpus.offers">>,
): string | null {
  return (
    priceRange &&
    t("range", {
      low: formatPrice(priceRange.low) ?? priceRange.low,
      high: formatPrice(priceRange.high) ?? priceRange.high,
    })
  );
}
