import { useTranslations } from "next-intl";
import { SiteLink } from "@/components/layout/site-link";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { comparePath } from "@/lib/gpus/compare-path";
import type { ComparedGpu } from "@/lib/market/types";
import { Price } from "../price";
import {
  type CompareCell,
  type CompareGroup,
  type CompareRow,
  compareGroups,
} from "./compare-rows";

export interface CompareTableProps {
  readonly gpus: readonly ComparedGpu[];
}

/** GPUs side by side. Rows that are alike can be hidden, without a script. */
export function CompareTable({ gpus }: CompareTableProps) {
  const t = useTranslations("compare");
  return (
    <div className="group/compare overflow-hidden rounded-lg border border-line bg-surface">
      <label className="flex w-fit items-center gap-2 px-4 py-3 text-sm">
        <input type="checkbox" className="size-4 accent-accent" />
        {t("onlyDifferences")}
      </label>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="relative overflow-x-auto" aria-label={t("caption")} tabIndex={0}>
        <table className="w-full border-collapse">
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr className="border-y border-line align-bottom">
              <th scope="col" className={cn(frozen, "py-3 text-left text-xs text-faint")}>
                {t("fact")}
              </th>
              {gpus.map((each) => (
                <HeadCell key={each.gpu.id} gpu={each} all={gpus} />
              ))}
            </tr>
          </thead>
          {compareGroups(gpus).map(({ label, rows }) => (
            <tbody key={label} className="border-b border-line last:border-0">
              <tr>
                <th scope="rowgroup" className={cn(frozen, "pb-1 pt-4 text-left text-sm")}>
                  {t(`groups.${label}`)}
                </th>
                <td colSpan={gpus.length} />
              </tr>
              {rows.map((row) => (
                <FactRow key={row.label} row={row} group={label} gpus={gpus} />
              ))}
            </tbody>
          ))}
        </table>
      </section>
    </div>
  );
}

const frozen = "sticky left-0 z-10 min-w-32 max-w-44 bg-surface px-4 sm:min-w-48";

interface HeadCellProps {
  readonly gpu: ComparedGpu;
  readonly all: readonly ComparedGpu[];
}

function HeadCell({ gpu: { gpu }, all }: HeadCellProps) {
  const t = useTranslations("compare");
  const others = all.map((one) => one.gpu.id).filter((id) => id !== gpu.id);
  const href = others.length > 1 ? comparePath(others) : `/gpus/${others[0] ?? gpu.id}`;
  return (
    <th scope="col" className="min-w-36 px-4 py-3 text-left font-normal">
      <SiteLink href={`/gpus/${gpu.id}`} className="text-md font-semibold hover:underline">
        {gpu.name}
      </SiteLink>
      <SiteLink
        href={href}
        aria-label={t("removeGpu", { name: gpu.name })}
        className="block w-fit py-1 text-xs text-muted hover:text-ink hover:underline"
      >
        {t("remove")}
      </SiteLink>
    </th>
  );
}

interface FactRowProps {
  readonly row: CompareRow;
  readonly group: CompareGroup["label"];
  readonly gpus: readonly ComparedGpu[];
}

/** Where the names of a group's rows stand. */
const names = {
  price: "compare.facts",
  value: "compare.facts",
  spec: "gpu.spec",
  areas: "gpu.areas.names",
} as const;

function FactRow({ row, group, gpus }: FactRowProps) {
  const t = useTranslations("compare");
  const name = useTranslations(names[group]);
  return (
    <tr
      className={cn(
        "align-top hover:bg-hover/60",
        row.isSame && "text-muted group-has-[:checked]/compare:hidden",
      )}
    >
      <th scope="row" className={cn(frozen, "py-1.5 text-left font-normal text-muted")}>
        {name(row.label)}
      </th>
      {row.cells.map((cell, index) => (
        <td key={gpus[index]?.gpu.id} className="px-4 py-1.5">
          <span className={cn(row.best[index] && "font-semibold")}>
            <Fact cell={cell} unit={row.unit} />
          </span>
          {row.best[index] && (
            <Badge tone="good" className="ml-2">
              {t("best")}
            </Badge>
          )}
        </td>
      ))}
    </tr>
  );
}

function Fact({ cell, unit }: { readonly cell: CompareCell; readonly unit: string | null }) {
  const t = useTranslations("compare");
  const units = useTranslations("gpu.spec");
  if (cell.kind === "none") return <Price value={null} absence={t("unknown")} />;
  if (cell.kind === "text") return cell.value;
  if (cell.kind === "number") {
    const text = unit === null ? cell.value : units(unit, { value: cell.value });
    return <span className="tabular-nums">{text}</span>;
  }
  return (
    <span className={cn(cell.isDated && "text-faint")}>
      <Price value={cell.value} per="nothing" />
      {cell.isDated && <span className="ml-1.5 text-xs">{t("dated")}</span>}
    </span>
  );
}
