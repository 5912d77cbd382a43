import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import type { Facet, MatrixProvider, MatrixRow } from "@/lib/prices/types";
import { FacetGroup, withChosen } from "../facet-group";
import { countFacet } from "./rows";
import type { ListFilter, TableSearch } from "./search";

export interface FacetsProps {
  readonly rows: readonly MatrixRow[];
  readonly providers: readonly MatrixProvider[];
  readonly search: TableSearch;
  readonly onChange: (part: Partial<TableSearch>) => void;
}

const SHOWN = 8;

/** Filters with the number of GPUs each value would leave. */
export function Facets({ rows, providers, search, onChange }: FacetsProps) {
  const t = useTranslations("gpus");
  const names = new Map(providers.map(({ id, name }) => [id, name]));
  const order = new Map(providers.map(({ id }, index) => [id, index]));
  const toggle = (filter: ListFilter, value: string) => {
    const list = search[filter];
    const next = list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
    onChange({ [filter]: next });
  };
  const group = (filter: ListFilter, compare: (one: Facet, other: Facet) => number) => ({
    chosen: search[filter],
    facets: withChosen(countFacet(rows, search, filter), search[filter]).toSorted(compare),
    onToggle: (value: string) => toggle(filter, value),
    shown: SHOWN,
  });
  const byCount = (one: Facet, other: Facet) => other.count - one.count;
  return (
    <div className="grid gap-5">
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{t("pricing")}</legend>
        <div className="grid grid-cols-2 gap-1 rounded border border-line bg-sunken p-0.5">
          {(["on-demand", "spot"] as const).map((pricing) => (
            <label
              key={pricing}
              className="flex h-7 cursor-pointer items-center justify-center rounded-sm text-sm text-muted has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:ring-1 has-checked:ring-line-strong has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="pricing"
                className="sr-only"
                checked={search.pricing === pricing}
                onChange={() => onChange({ pricing })}
              />
              {pricing === "spot" ? t("spot") : t("onDemand")}
            </label>
          ))}
        </div>
        <Checkbox
          className="mt-2"
          label={t("liveOnly")}
          checked={search.isLiveOnly}
          onChange={() => onChange({ isLiveOnly: !search.isLiveOnly })}
        />
      </fieldset>
      <FacetGroup title={t("vendor")} {...group("vendors", byCount)} nameOf={(value) => value} />
      <FacetGroup
        title={t("memory")}
        {...group("memoriesGb", (one, other) => Number(other.value) - Number(one.value))}
        nameOf={(value) => t("gigabytes", { gb: Number(value) })}
      />
      <FacetGroup
        title={t("provider")}
        {...group(
          "providers",
          (one, other) => (order.get(one.value) ?? 0) - (order.get(other.value) ?? 0),
        )}
        nameOf={(value) => names.get(value) ?? value}
      />
    </div>
  );
}
