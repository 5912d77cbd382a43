import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import type { Facet } from "@/lib/prices/types";

export interface FacetGroupProps {
  readonly title: string;
  readonly facets: readonly Facet[];
  readonly chosen: readonly string[];
  /** How many values stand open; the rest is behind "more". */
  readonly shown: number;
  readonly nameOf: (value: string) => string;
  readonly onToggle: (value: string) => void;
}

/** The values of one filter, each with the number of rows it would leave. */
export function FacetGroup({ title, facets, chosen, shown, nameOf, onToggle }: FacetGroupProps) {
  const t = useTranslations("gpus");
  if (facets.length === 0) return null;
  const box = ({ value, count }: Facet) => (
    <Checkbox
      key={value}
      label={<span className="block truncate">{nameOf(value)}</span>}
      checked={chosen.includes(value)}
      onChange={() => onToggle(value)}
      aside={<span className="figures text-xs text-faint">{count}</span>}
    />
  );
  const rest = facets.slice(shown);
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{title}</legend>
      {facets.slice(0, shown).map(box)}
      {rest.length > 0 && (
        <details open={rest.some(({ value }) => chosen.includes(value)) || undefined}>
          <summary className="py-1 text-sm text-accent hover:underline">
            {t("more", { count: rest.length })}
          </summary>
          {rest.map(box)}
        </details>
      )}
    </fieldset>
  );
}

/** A chosen value stays in the list at zero, so that it can be taken back. */
export function withChosen(facets: readonly Facet[], chosen: readonly string[]): Facet[] {
  const missing = chosen.filter((value) => !facets.some((facet) => facet.value === value));
  return [...facets, ...missing.map((value) => ({ value, count: 0 }))];
}
