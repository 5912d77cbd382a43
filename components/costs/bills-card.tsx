"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LiveNotice } from "@/components/console/live-notice";
import { PageTurner } from "@/components/console/page-turner";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { type BillsPage, type BillTotals, billLists } from "@/lib/costs/bills/types";
import { formatMoney, formatPrice } from "@/lib/format/money";
import { BillsTable } from "./bills-table";

type List = (typeof billLists)[number];

/** What each machine's provider billed beside our count, with the cause of every difference. */
export function BillsCard() {
  const t = useTranslations("costs.bills");
  const [list, setList] = useState<List>("all");
  const [trail, setTrail] = useState<readonly string[]>([]);
  const after = trail.at(-1);
  const page = new URLSearchParams({ list, ...(after && { after }) });
  const live = useLive<BillsPage>(`costs/bills?${page}`, { keepsPrevious: true, restMs: SLOW_MS });
  const next = live.data?.next ?? null;
  return (
    <Card>
      <CardHead
        title={t("title")}
        note={t("note")}
        actions={
          <Button asChild size="sm">
            <a href={`/api/costs/bills?list=${list}`} download>
              <Download aria-hidden className="size-4" />
              {t("csv")}
            </a>
          </Button>
        }
      />
      <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3">
        <Select
          aria-label={t("list")}
          boxClassName="w-56"
          value={list}
          onChange={({ target }) => {
            setList(billLists.find((one) => one === target.value) ?? "all");
            setTrail([]);
          }}
        >
          {billLists.map((one) => (
            <option key={one} value={one}>
              {t(`lists.${one}`)}
            </option>
          ))}
        </Select>
        {live.data && <Sums totals={live.data.totals} />}
      </div>
      <LiveNotice live={live} />
      {live.data ? (
        <Rows page={live.data} list={list} />
      ) : (
        live.trouble === null && <Skeleton className="m-4 h-40" />
      )}
      <PageTurner trail={trail} next={next} onTurn={setTrail} />
    </Card>
  );
}

/** Only of what was compared. */
function Sums({ totals }: { readonly totals: BillTotals }) {
  const t = useTranslations("costs.bills");
  const { machines, counted, billed, difference } = totals;
  if (machines === 0) return <p className="text-muted">{t("noneCompared")}</p>;
  return (
    <p className="figures text-muted">
      {t("sums", {
        machines,
        counted: formatMoney(counted) ?? counted,
        billed: formatMoney(billed) ?? billed,
        difference: formatPrice(difference) ?? difference,
      })}
    </p>
  );
}

function Rows({ page: { rows }, list }: { readonly page: BillsPage; readonly list: List }) {
  const t = useTranslations("costs.bills");
  return rows.length === 0 ? <EmptyState title={t(`none.${list}`)} /> : <BillsTable rows={rows} />;
}
