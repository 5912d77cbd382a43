"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/types";
import { Link } from "@/lib/i18n/navigation";
import type { KeyView } from "@/lib/provider-keys/schema";

export interface KeepKeyProps {
  readonly view: KeyView;
  readonly chooseKept: (input: { keyId: string }) => Promise<ActionResult<unknown>>;
}

/** What can be done about a frozen key: keep it instead of the other, or keep all of them. */
export function KeepKey({ view, chooseKept }: KeepKeyProps) {
  const t = useTranslations("keys.keep");
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(chooseKept, async () => {
    await refresh();
    toast.success(t("done", { name: view.name }));
  });
  return (
    <span className="mt-1 grid gap-2">
      <span className="flex flex-wrap gap-2">
        <Button
          size="sm"
          pending={pending}
          aria-label={t("named", { name: view.name })}
          onClick={() => void send({ keyId: view.id })}
        >
          {t("action")}
        </Button>
        <Button asChild size="sm" variant="ghost">
          <Link href="/settings/subscription?choose=pro">{t("all")}</Link>
        </Button>
      </span>
      {refusal && <RefusalBanner refusal={refusal} />}
    </span>
  );
}
