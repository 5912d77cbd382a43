"use client";

import {
  keepPreviousData,
  QueryClient,
  QueryClientProvider,
  useQuery,
} from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { type OfferQuery, writeOfferQuery } from "@/lib/prices/schema";
import type { OfferSearch } from "@/lib/prices/types";
import { NoOffers } from "./no-offers";
import { OfferFacets } from "./offer-facets";
import { OfferItem } from "./offer-item";
import { OfferToolbar } from "./offer-toolbar";
import { useOfferQuery } from "./use-offer-query";

const AGAIN_MS = 60_000;

export interface OfferListProps {
  readonly providerNames: Readonly<Record<string, string>>;
}

/** All offers that fit the address: filters with counts, order, units, pages, and the data to take. */
export function OfferList(props: OfferListProps) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <List {...props} />
    </QueryClientProvider>
  );
}

function List({ providerNames }: OfferListProps) {
  const t = useTranslations("gpus.offers");
  const address = useOfferQuery();
  const { query, unit } = address;
  const found = useQuery({
    queryKey: ["offers", writeOfferQuery(query)],
    queryFn: ({ signal }) => fetchOffers(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
    retry: 1,
  });
  const { data } = found;
  const facets = data && <OfferFacets {...{ search: data, address, providerNames }} />;
  return (
    <div className="grid gap-x-6 lg:grid-cols-[204px_minmax(0,1fr)]">
      <aside aria-label={t("filters")} className="hidden lg:block">
        {facets}
      </aside>
      <div className="grid min-w-0 content-start gap-3">
        <OfferToolbar address={address} total={data?.total}>
          {facets}
        </OfferToolbar>
        {found.isError && !data && (
          <ErrorState
            title={t("failed")}
            text={t("failedText")}
            action={<Button onClick={() => void found.refetch()}>{t("retry")}</Button>}
          />
        )}
        {!data && !found.isError && <Waiting />}
        {data?.total === 0 && <NoOffers search={data} address={address} />}
        {data && data.total > 0 && (
          <>
            <ol
              aria-label={t("list")}
              aria-busy={found.isPlaceholderData}
              className="divide-y divide-line rounded-lg border border-line bg-surface"
            >
              {data.rows.map((row) => (
                <OfferItem key={row.id} row={row} unit={unit} />
              ))}
            </ol>
            <Pages search={data} onOpen={(page) => address.change({ page })} />
          </>
        )}
      </div>
    </div>
  );
}

async function fetchOffers(query: OfferQuery, signal: AbortSignal): Promise<OfferSearch> {
  const response = await fetch(`/api/v1/prices?${writeOfferQuery(query)}`, { signal });
  if (!response.ok) throw new Error(`the offers answered ${response.status}`);
  return response.json();
}

interface PagesProps {
  readonly search: OfferSearch;
  readonly onOpen: (page: number) => void;
}

function Pages({ search, onOpen }: PagesProps) {
  const t = useTranslations("gpus.offers");
  const { page, limit, total } = search;
  const last = Math.ceil(total / limit);
  if (last <= 1) return null;
  const open = (next: number) => {
    onOpen(next);
    window.scrollTo({ top: 0 });
  };
  return (
    <nav aria-label={t("pages")} className="flex items-center justify-center gap-3 py-2">
      <Button size="sm" disabled={page <= 1} onClick={() => open(page - 1)}>
        {t("before")}
      </Button>
      <span className="text-sm text-muted">{t("page", { page, last })}</span>
      <Button size="sm" disabled={page >= last} onClick={() => open(page + 1)}>
        {t("after")}
      </Button>
    </nav>
  );
}

function Waiting() {
  return (
    <div className="grid gap-3 rounded-lg border border-line bg-surface p-4">
      {[1, 2, 3, 4, 5, 6].map((row) => (
        <Skeleton key={row} className="h-10" />
      ))}
    </div>
  );
}
