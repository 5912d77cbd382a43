"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useRef } from "react";
import { openPage } from "@/components/auth/return-path";
import { SubmitButton } from "@/components/console/submit-button";
import { useLeaving, useLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { VolumesLeft } from "@/components/volumes/volumes-left";
import type { DeletionView, TeamFate } from "@/lib/erasure/types";
import type { ProfileActs } from "./profile-acts";

export interface DeleteAccountDialogProps {
  readonly deleteAccount: ProfileActs["deleteAccount"];
  readonly onClose: () => void;
}

/** Says what deleting the account does and what stands in its way, and wants the address typed. */
export function DeleteAccountDialog({ deleteAccount, onClose }: DeleteAccountDialogProps) {
  const t = useTranslations("console.account");
  const common = useTranslations("common");
  const locale = useLocale();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const live = useLive<DeletionView>("account");
  const { pending, refusal, send } = useSubmit(useLeaving(deleteAccount), () =>
    openPage("/", locale),
  );
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send({ email: formTexts(event.currentTarget).email ?? "" });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("deleteTitle")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <SubmitButton
            form={id}
            variant="danger"
            pending={pending}
            disabled={!live.data || live.data.isBlocked}
          >
            {t("deleteConfirm")}
          </SubmitButton>
        </>
      }
    >
      {!live.data && live.trouble === null && <Skeleton className="h-24" />}
      {!live.data && live.trouble !== null && (
        <ErrorState
          title={t("unknown")}
          action={<Button onClick={live.retry}>{common("retry")}</Button>}
        />
      )}
      {live.data && (
        <form id={id} ref={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
          {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
          {live.data.isBlocked && <Banner tone="warn">{t("blocked")}</Banner>}
          <ul className="grid list-disc gap-1.5 pl-5">
            {live.data.teams.map((team) => (
              <TeamLine key={team.id} team={team} />
            ))}
            <li>{t("gone")}</li>
            <li>{t("stays")}</li>
          </ul>
          {!live.data.isBlocked && (
            <Field
              label={t("typeEmail", { email: live.data.email })}
              error={refusal?.fields?.email}
            >
              <Input name="email" type="email" autoComplete="off" maxLength={254} />
            </Field>
          )}
        </form>
      )}
    </Dialog>
  );
}

function TeamLine({ team }: { readonly team: TeamFate }) {
  const t = useTranslations("console.account");
  const { name, fate, machines, volumes, hasSubscription } = team;
  return (
    <li>
      {t(`fate.${fate}`, { team: name })}
      {hasSubscription && ` ${t("subscription")}`}
      {volumes.map((one) => (
        <span key={one.names.join()} className="block text-warn">
          <VolumesLeft volumes={one} />
        </span>
      ))}
      {machines.length > 0 && (
        <span className="block text-warn">
          {t("machines", { count: machines.length, names: machines.slice(0, 5).join(", ") })}
        </span>
      )}
    </li>
  );
}
