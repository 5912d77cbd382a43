"use client";

import { useTranslations } from "next-intl";
import { useRefreshLive } from "@/components/console/use-live";
import { useMay } from "@/components/console/use-may";
import { useSubmit } from "@/components/console/use-submit";
import { useUndo } from "@/components/console/use-undo";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/types";
import type { SshKeyView } from "@/lib/ssh-keys/schema";
import type { AddSshKeyFormProps } from "./add-ssh-key-form";

export interface SshKeyListProps {
  readonly keys: readonly SshKeyView[];
  readonly remove: (input: { sshKeyId: string }) => Promise<ActionResult<unknown>>;
  /** Adds one again that was removed by mistake. */
  readonly add: AddSshKeyFormProps["add"];
}

/** The keys, each with how to tell it from others and when a launch last took it. */
export function SshKeyList({ keys, remove, add }: SshKeyListProps) {
  return (
    <ul className="divide-y divide-line">
      {keys.map((key) => (
        <SshKeyRow key={key.id} view={key} remove={remove} add={add} />
      ))}
    </ul>
  );
}

interface SshKeyRowProps extends Pick<SshKeyListProps, "remove" | "add"> {
  readonly view: SshKeyView;
}

function SshKeyRow({ view, remove, add }: SshKeyRowProps) {
  const t = useTranslations("sshKeys");
  const refresh = useRefreshLive();
  const mayChange = useMay("deployments.write");
  const tellUndo = useUndo();
  const { pending, refusal, send } = useSubmit(remove, async () => {
    await refresh();
    const { name, publicKey, visibility } = view;
    tellUndo({
      done: t("removed", { name }),
      takeBack: () => add({ name, publicKey, visibility }),
    });
  });
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="grid min-w-0 gap-1">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          <span className="truncate">{view.name}</span>
          {view.visibility === "team" && <Badge>{t("team")}</Badge>}
        </span>
        {!view.isMine && <span className="text-sm text-muted">{t("ofOther")}</span>}
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
      {mayChange && view.isMine && (
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
