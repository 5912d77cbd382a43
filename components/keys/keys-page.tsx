"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { KeyRoom } from "@/components/billing/key-room";
import { LiveNotice } from "@/components/console/live-notice";
import { useLive, useRefreshLive } from "@/components/console/use-live";
import { useMay } from "@/components/console/use-may";
import { Banner } from "@/components/ui/banner";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { findProviderMeta } from "@/lib/providers/meta";
import { AddKeyForm, type AddKeyFormProps } from "./add-key-form";
import type { AddedKey } from "./key-fields";
import { KeyList, type KeyListProps } from "./key-list";
import type { LiveKeys } from "./live-keys";
import type { ReadyKey } from "./ready-keys";

export interface KeysPageProps
  extends Pick<KeyListProps, "removeKey" | "chooseKept" | "rotateKey" | "renameKey">,
    Pick<AddKeyFormProps, "addKey" | "initialProviderId"> {
  readonly readyKeys: readonly ReadyKey[];
}

/** The keys of the team and the form to add one. */
export function KeysPage(props: KeysPageProps) {
  const { addKey, initialProviderId, readyKeys } = props;
  const t = useTranslations("keys");
  const live = useLive<LiveKeys>("keys");
  const refresh = useRefreshLive();
  const mayChange = useMay("keys.write");
  const [added, setAdded] = useState<AddedKey | null>(null);
  const onAdded = async (key: AddedKey) => {
    setAdded(key);
    await refresh();
  };
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader title={t("title")} note={t("description")} />
      <LiveNotice live={live} />
      {added && (
        <Banner tone="good">
          {t("add.added", {
            lastFour: added.lastFour,
            provider: findProviderMeta(added.providerId)?.name ?? added.providerId,
          })}
        </Banner>
      )}
      <Card>
        <CardHead title={t("list")} />
        {!live.data && live.trouble === null && <ListSkeleton />}
        {live.data?.keys.length === 0 && (
          <EmptyState icon={<KeyRound aria-hidden />} title={t("emptyTitle")} text={t("empty")} />
        )}
        {live.data && live.data.keys.length > 0 && (
          <KeyList
            {...props}
            keys={live.data.keys}
            uses={live.data.uses}
            volumes={live.data.volumes}
          />
        )}
      </Card>
      {mayChange ? (
        <AddKeyForm
          addKey={addKey}
          initialProviderId={initialProviderId}
          readyKeys={readyKeys}
          onAdded={onAdded}
          notice={live.data && <KeyRoom {...live.data} />}
        />
      ) : (
        <Banner tone="info">{t("lookingOnly")}</Banner>
      )}
    </div>
  );
}

function ListSkeleton() {
  return (
    <div className="grid gap-3 p-4">
      <Skeleton className="h-6" />
      <Skeleton className="h-6" />
    </div>
  );
}
