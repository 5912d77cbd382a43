"use client";

import { SearchX, Server } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef, useState } from "react";
import { readLive } from "@/components/console/use-live";
import { SessionLink } from "@/components/layout/session-link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { MOST_ROWS } from "@/lib/deployments/list/schema";
import { useRouter } from "@/lib/i18n/navigation";
import { KeysHelp } from "./keys-help";
import { type ListHandle, ListTable } from "./list-table";
import { ListToolbar } from "./list-toolbar";
import type { DeploymentRows } from "./live-rows";
import { SavedViews, type ViewActs } from "./saved-views";
import { useListKeys } from "./use-list-keys";
import { isNarrowed, type ListAddress } from "./use-list-query";
import { type Rows, slicePath } from "./use-rows";
import type { Selection } from "./use-selection";

export interface ListCardProps {
  readonly address: ListAddress;
  readonly rows: Rows;
  readonly total: number;
  readonly selection: Selection;
  readonly views: ViewActs;
  readonly onSeen: (first: number, last: number) => void;
}

/** The list with its tools, steered by mouse, finger or keyboard. */
export function ListCard({ address, rows, total, selection, views, onSeen }: ListCardProps) {
  const router = useRouter();
  const search = useRef<HTMLInputElement>(null);
  const table = useRef<ListHandle>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [isHelping, setHelping] = useState(false);
  const at = cursor === null ? null : rows.rowAt(cursor)?.view;
  const move = useCallback(
    (step: number) => {
      const to = Math.min(total - 1, Math.max(0, (cursor ?? (step > 0 ? -1 : 0)) + step));
      setCursor(to);
      table.current?.show(to);
    },
    [cursor, total],
  );
  useListKeys(
    useMemo(
      () => ({
        next: () => move(1),
        previous: () => move(-1),
        choose: () => at && selection.toggle(at),
        open: () => at && router.push(`/dashboard/deployments/${at.id}`),
        search: () => search.current?.focus(),
        leave: () => {
          selection.clear();
          setCursor(null);
        },
        help: () => setHelping(true),
      }),
      [move, at, selection, router],
    ),
  );
  const chooseAll = () => {
    if (selection.isAll) return selection.clear();
    const path = slicePath(address.text, { offset: 0, limit: MOST_ROWS });
    const read = readLive<DeploymentRows>(`deployments/rows?${path}`);
    void selection.chooseAll(read.then((all) => all.rows));
  };
  return (
    <Card>
      <ListToolbar
        address={address}
        search={search}
        views={<SavedViews address={address} acts={views} />}
        onHelp={() => setHelping(true)}
      />
      {total > 0 ? (
        <ListTable
          handle={table}
          rows={rows}
          total={total}
          cursor={cursor}
          selection={selection}
          address={address}
          onSeen={onSeen}
          onChooseAll={chooseAll}
        />
      ) : (
        <Nothing address={address} />
      )}
      {isHelping && <KeysHelp onClose={() => setHelping(false)} />}
    </Card>
  );
}

/** Why the list is empty, and the next step. */
function Nothing({ address }: { readonly address: ListAddress }) {
  const t = useTranslations("deployments");
  if (isNarrowed(address.query)) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={t("list.noneFit")}
        text={t("list.noneFitHint")}
        action={
          <Button onClick={() => address.open(`show=${address.query.show}`)}>
            {t("list.clear")}
          </Button>
        }
      />
    );
  }
  const isOver = address.query.show === "over";
  return (
    <EmptyState
      icon={<Server aria-hidden />}
      title={t(isOver ? "list.noneOver" : "emptyTitle")}
      text={isOver ? undefined : t("empty")}
      action={
        !isOver && (
          <Button asChild variant="primary">
            <SessionLink href="/gpus">{t("browse")}</SessionLink>
          </Button>
        )
      }
    />
  );
}
