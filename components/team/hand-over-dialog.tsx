"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useRef } from "react";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useRouter } from "@/lib/i18n/navigation";
import type { MemberView } from "@/lib/teams/schema";
import type { TeamView } from "@/lib/teams/types";
import type { TeamActs } from "./team-acts";

export interface HandOverDialogProps {
  readonly view: TeamView;
  readonly others: readonly MemberView[];
  readonly handOver: TeamActs["handOver"];
  readonly onClose: () => void;
}

/** Asks to whom, and has the team's name typed: it cannot be taken back by oneself. */
export function HandOverDialog({ view, others, handOver, onClose }: HandOverDialogProps) {
  const t = useTranslations("team.own");
  const common = useTranslations("common");
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const refresh = useRefreshLive();
  const router = useRouter();
  const { pending, refusal, send } = useSubmit(handOver, async () => {
    await refresh();
    router.refresh();
    toast.success(t("handedOver"));
    onClose();
  });
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { memberId = "", teamName = "" } = formTexts(event.currentTarget);
    void send({ memberId, teamName });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("handOverTitle", { name: view.name })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={id} variant="danger" pending={pending}>
            {t("handOver")}
          </Button>
        </>
      }
    >
      <form ref={form} id={id} method="post" noValidate onSubmit={submit} className="grid gap-4">
        {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
        <p className="text-muted">{t("handOverMeans")}</p>
        <Field label={t("heir")} error={refusal?.fields?.memberId}>
          <Select name="memberId" defaultValue="" required>
            <option value="" disabled>
              {t("choose")}
            </option>
            {others.map(({ id: memberId, name, email }) => (
              <option key={memberId} value={memberId}>
                {name ? `${name} (${email})` : email}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("typeName", { name: view.name })} error={refusal?.fields?.teamName}>
          <Input name="teamName" autoComplete="off" maxLength={200} required />
        </Field>
      </form>
    </Dialog>
  );
}
