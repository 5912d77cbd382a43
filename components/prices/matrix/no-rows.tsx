import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { MatrixRow } from "@/lib/prices/types";
import { loosenings } from "./rows";
import { emptySearch, type TableSearch } from "./search";

export interface NoRowsProps {
  readonly rows: readonly MatrixRow[];
  readonly search: TableSearch;
  readonly onChange: (part: Partial<TableSearch>) => void;
}

/** Nothing fits: says which filter to loosen and how many GPUs that brings. */
export function NoRows({ rows, search, onChange }: NoRowsProps) {
  const t = useTranslations("gpus.noRows");
  if (rows.length === 0) return <EmptyState title={t("noPrices")} text={t("noPricesText")} />;
  const ways = loosenings(rows, search);
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={t("title")}
      text={ways.length > 0 ? t("text") : t("textAll")}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {ways.map((way) => (
            <Button key={way.filter} onClick={() => onChange(way.search)}>
              {t(`without.${way.filter}`, { count: way.count, q: search.q })}
            </Button>
          ))}
          <Button variant="ghost" onClick={() => onChange(emptySearch)}>
            {t("clear")}
          </Button>
        </div>
      }
    />
  );
}
