"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Popover } from "@/components/ui/popover";
import type { FacetName, FacetValue } from "@/lib/deployments/list/schema";
import type { ListAddress } from "./use-list-query";

export interface FacetMenuProps {
  readonly name: FacetName;
  readonly values: readonly FacetValue[];
  readonly address: ListAddress;
}

/** One filter: its values, each with how many machines it would show. */
export function FacetMenu({ name, values, address }: FacetMenuProps) {
  const t = useTranslations("deployments.list");
  const said = useFacetWords(name);
  const chosen: readonly string[] = address.query[name];
  const gone = chosen.filter((value) => values.every((one) => one.value !== value));
  const all = [...values, ...gone.map((value) => ({ value, label: null, count: 0 }))];
  if (all.length === 0) return null;
  return (
    <Popover
      label={t(`facets.${name}`)}
      trigger={
        <Button size="sm" className={chosen.length > 0 ? "border-accent text-accent" : undefined}>
          {t(`facets.${name}`)}
          {chosen.length > 0 && <span className="figures">{chosen.length}</span>}
          <ChevronDown aria-hidden className="size-3.5" />
        </Button>
      }
    >
      <div className="grid gap-1">
        {all.map((one) => (
          <Checkbox
            key={one.value}
            label={said(one)}
            aside={<span className="figures text-faint">{one.count}</span>}
            checked={chosen.includes(one.value)}
            onChange={() => address.toggle(name, one.value)}
          />
        ))}
      </div>
    </Popover>
  );
}

/** How a filter's values are called. */
function useFacetWords(name: FacetName): (one: Pick<FacetValue, "value" | "label">) => string {
  const status = useTranslations("deployments.status");
  const problems = useTranslations("deployments.list.problems");
  return ({ value, label }) => {
    if (name === "state" && status.has(value)) return status(value);
    if (name === "problem" && problems.has(value)) return problems(value);
    return label ?? value;
  };
}
