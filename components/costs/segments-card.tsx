"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { LiveNotice } from "@/components/console/live-notice";
import { PageTurner } from "@/components/console/page-turner";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { LedgerPage } from "@/lib/costs/types";
import { SegmentsTable } from "./segments-table";

/** Every stretch of time at one rate, the newest first, with search, pages and the whole as a file. */
export function SegmentsCard() {
  const t = useTranslations("costs.ledger");
  const [typed, setTyped] = useState("");
  const [trail, setTrail] = useState<readonly string[]>([]);
  const q = useDeferredValue(typed.trim());
  const search = new URLSearchParams({ ...(q && { q }) });
  const page = new URLSearchParams(search);
  const after = trail.at(-1);
  if (after) page.set("after", after);
  const live = useLive<LedgerPage>(`costs/segments?${page}`, {
    keepsPrevious: true,
    restMs: SLOW_MS,
  });
  const next = live.data?.next ?? null;
  return (
    <Card>
      <CardHead
        title={t("title")}
        note={t("note")}
        actions={
          <Button asChild size="sm">
            <a href={`/api/costs/segments?${search}`} download>
              <Download aria-hidden className="size-4" />
              {t("save")}
            </a>
          </Button>
        }
      />
      <div className="border-b border-line px-4 py-3">
        <Input
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          className="max-w-80"
          maxLength={100}
          value={typed}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            setTrail([]);
          }}
        />
      </div>
      <LiveNotice live={live} />
      {live.data ? (
        <Rows page={live.data} />
      ) : (
        live.trouble === null && <Skeleton className="m-4 h-40" />
      )}
      <PageTurner trail={trail} next={next} onTurn={setTrail} />
    </Card>
  );
}

function Rows({ page: { rows } }: { readonly page: LedgerPage }) {
  const t = useTranslations("costs.ledger");
  return rows.length === 0 ? <EmptyState title={t("none")} /> : <SegmentsTable rows={rows} />;
}
