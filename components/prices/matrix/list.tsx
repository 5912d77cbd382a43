import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Link } from "@/lib/i18n/navigation";
import type { MatrixCell, MatrixRow } from "@/lib/prices/types";
import { Price } from "../price";
import { PriceAge } from "../price-age";
import { bestCells } from "./rows";
import type { TableSearch } from "./search";

export interface MatrixListProps {
  readonly rows: readonly MatrixRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly pricing: TableSearch["pricing"];
}

/** The table for narrow screens: each GPU with its three best offers. */
export function MatrixList({ rows, names, pricing }: MatrixListProps) {
  const t = useTranslations("common");
  return (
    <ul className="grid gap-2">
      {rows.map((row) => (
        <li
          key={row.modelId}
          className="relative rounded-lg border border-line bg-surface px-4 py-3 [contain-intrinsic-size:auto_132px] [content-visibility:auto]"
        >
          <h2 className="flex items-baseline justify-between gap-3 text-base">
            <Link href={`/gpus/${row.modelId}`} className="after:absolute after:inset-0">
              {row.name}
            </Link>
            <span className="text-sm font-normal text-faint">
              {row.memoryGb === null ? row.vendor : t("memory", { gb: row.memoryGb })}
            </span>
          </h2>
          <ol className="mt-1.5 grid gap-1">
            {bestCells(row, pricing).map(([providerId, cell], index) => (
              <Offer
                key={providerId}
                cell={cell}
                provider={names.get(providerId) ?? providerId}
                isLowest={index === 0}
              />
            ))}
          </ol>
        </li>
      ))}
    </ul>
  );
}

interface OfferProps {
  readonly cell: MatrixCell;
  readonly provider: string;
  readonly isLowest: boolean;
}

function Offer({ cell, provider, isLowest }: OfferProps) {
  const t = useTranslations("gpus");
  const isLive = cell.kind === "live";
  return (
    <li className={cn("flex items-baseline gap-2 text-sm", !isLive && "text-faint")}>
      <span className={cn("truncate", isLive && "text-muted")}>{provider}</span>
      {isLowest && isLive && (
        <span className="rounded-sm bg-good-soft px-1.5 text-xs font-medium text-good">
          {t("lowestWord")}
        </span>
      )}
      <PriceAge compact price={cell} className="ml-auto text-xs" />
      <Price
        value={cell.pricePerGpuHour}
        per="nothing"
        className={cn("min-w-16 text-right text-base", isLowest && isLive && "font-medium")}
      />
    </li>
  );
}
