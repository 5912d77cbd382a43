"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { VolumesLeft } from "@/components/volumes/volumes-left";
import type { ActionResult } from "@/lib/actions/types";
import type { KeyView } from "@/lib/provider-keys/schema";
import type { VolumesOn } from "@/lib/provider-keys/types";
import { findProviderMeta } from "@/lib/providers/meta";
import { KeyMachines } from "./key-facts";
import type { LiveKeyUse } from "./live-keys";

export interface RemoveKeyDialogProps {
  readonly view: KeyView;
  /** Machines that hang on the key and could not be ended without it. */
  readonly use: LiveKeyUse | undefined;
  /** Volumes of the account, which stay and go on being billed. */
  readonly volumes: VolumesOn | undefined;
  readonly removeKey: (input: { keyId: string }) => Promise<ActionResult<unknown>>;
  readonly onClose: () => void;
}

/** Asks before a key is removed, and says why it cannot be while machines hang on it. */
export function RemoveKeyDialog(props: RemoveKeyDialogProps) {
  const { view, use, volumes, removeKey, onClose } = props;
  const t = useTranslations("keys.remove");
  const common = useTranslations("common");
  const refresh = useRefreshLive();
  const provider = findProviderMeta(view.providerId)?.name ?? view.providerId;
  const [knows, setKnows] = useState(false);
  const { pending, refusal, send } = useSubmit(removeKey, async () => {
    await refresh();
    toast.success(t("done"));
    onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { provider, name: `${view.name} ••••${view.lastFour}` })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="danger"
            disabled={use !== undefined || (volumes !== undefined && !knows)}
            pending={pending}
            onClick={() => void send({ keyId: view.id })}
          >
            {pending ? t("pending") : t("confirm")}
          </Button>
        </>
      }
    >
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      {use ? (
        <div className="grid gap-4">
          <Banner tone="warn">{t("busy", { count: use.count })}</Banner>
          <section>
            <h3 className="mb-1 text-sm">{t("machines")}</h3>
            <KeyMachines use={use} />
          </section>
        </div>
      ) : (
        <div className="grid gap-4">
          <p className="text-muted">{t("text", { provider })}</p>
          {volumes && (
            <>
              <Banner tone="warn">
                <VolumesLeft volumes={volumes} />
              </Banner>
              <Checkbox
                label={t("knows")}
                checked={knows}
                onChange={({ target }) => setKnows(target.checked)}
              />
            </>
          )}
        </div>
      )}
    </Dialog>
  );
}
