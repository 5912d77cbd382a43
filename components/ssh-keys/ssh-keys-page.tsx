"use client";

import { KeySquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { LiveNotice } from "@/components/console/live-notice";
import { ServerClock } from "@/components/console/server-clock";
import { useLive } from "@/components/console/use-live";
import { useMay } from "@/components/console/use-may";
import { Banner } from "@/components/ui/banner";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { SshKeyView } from "@/lib/ssh-keys/schema";
import { AddSshKeyForm, type AddSshKeyFormProps } from "./add-ssh-key-form";
import { SshKeyList, type SshKeyListProps } from "./ssh-key-list";

type SshKeysPageProps = AddSshKeyFormProps & Pick<SshKeyListProps, "remove">;

/** One's own public keys, which launches put on machines. */
export function SshKeysPage({ add, remove }: SshKeysPageProps) {
  const t = useTranslations("sshKeys");
  const mayChange = useMay("deployments.write");
  const live = useLive<SshKeyView[]>("ssh-keys");
  return (
    <ServerClock live={live}>
      <div className="grid grid-cols-1 gap-6">
        <PageHeader title={t("title")} note={t("description")} />
        <LiveNotice live={live} />
        {mayChange ? <AddSshKeyForm add={add} /> : <Banner tone="info">{t("lookingOnly")}</Banner>}
        <Card>
          <CardHead title={t("list")} />
          {!live.data && live.trouble === null && <Skeleton className="m-4 h-6" />}
          {live.data?.length === 0 && (
            <EmptyState
              icon={<KeySquare aria-hidden />}
              title={t("emptyTitle")}
              text={mayChange ? t("empty") : undefined}
            />
          )}
          {live.data && live.data.length > 0 && (
            <SshKeyList keys={live.data} remove={remove} add={add} />
          )}
        </Card>
      </div>
    </ServerClock>
  );
}
