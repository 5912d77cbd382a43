"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { useMay } from "@/components/console/use-may";
import { useSubmit } from "@/components/console/use-submit";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/types";
import type { SshKeyView } from "@/lib/ssh-keys/schema";

export interface SshKeyListProps {
  readonly keys: readonly SshKeyView[];
  readonly remove: (input: { sshKeyId: string }) => Promise<ActionResult<unknown>>;
}

/** The keys, each with how to tell it from others and when a launch last took it. */
export function SshKeyList({ keys, remove }: SshKeyListProps) {
  return (
    <ul className="divide-y divide-line">
      {keys.map((key) => (
        <SshKeyRow key={key.id} view={key} remove={remove} />
      ))}
    </ul>
  );
}

interface SshKeyRowProps extends Pick<SshKeyListProps, "remove"> {
  readonly view: SshKeyView;
}

function SshKeyRow({ view, remove }: SshKeyRowProps) {
  const t = useTranslations("sshKeys");
  const refresh = useRefreshLive();
  const mayChange = useMay("deployments.write");
  const { pending, refusal, send } = useSubmit(remove, async () => {
    await refresh();
    toast.success(t("removed", { name: view.name }));
  });
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="grid min-w-0 gap-1">
        <span className="truncate font-medium">{view.name}</span>
        <span className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-muted">
          <span>{view.kind}</span>
          <span className="figures break-all">{view.fingerprint}</span>
        </span>
        <span className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-muted">
          <span>
            {t("added")} <Age at={view.createdAt} ago />
          </span>
          <span>
            {view.lastUsedAt === null ? (
              t("neverUsed")
            ) : (
              <>
                {t("used")} <Age at={view.lastUsedAt} ago />
              </>
            )}
          </span>
        </span>
        {refusal && (
          <span role="alert" className="text-sm text-bad">
            {refusal.message}
          </span>
        )}
      </div>
      {mayChange && (
        <Button
          size="sm"
          variant="ghost"
          pending={pending}
          aria-label={t("removeOne", { name: view.name })}
          onClick={() => void send({ sshKeyId: view.id })}
        >
          {t("remove")}
        </Button>
      )}
    </li>
  );
}
