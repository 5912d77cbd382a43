"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { toast } from "sonner";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { SubmitButton } from "@/components/console/submit-button";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { NotificationsView } from "@/lib/notifications/types";
import type { NotificationsActs } from "./notifications-acts";

export interface AddChannelFormProps {
  readonly view: Pick<NotificationsView, "kinds">;
  readonly add: NotificationsActs["add"];
  readonly onSecret: (secret: string) => void;
}

/** Adds a place of the team's by its address. */
export function AddChannelForm({ view, add, onSecret }: AddChannelFormProps) {
  const t = useTranslations("notifications.add");
  const kindTexts = useTranslations("notifications.kinds");
  const typed = view.kinds.filter(({ isTyped }) => isTyped);
  const [kind, setKind] = useState(typed[0]?.kind ?? "");
  const form = useRef<HTMLFormElement>(null);
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(add, async ({ secret }) => {
    form.current?.reset();
    if (secret !== null) onSecret(secret);
    toast.success(t("done"));
    await refresh();
  });
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name = "", address = "" } = formTexts(event.currentTarget);
    void send({ kind, name: name.trim() || kindTexts(kind), address: address.trim() });
  };
  return (
    <form
      ref={form}
      method="post"
      noValidate
      onSubmit={submit}
      className="grid gap-4 md:grid-cols-[10rem_12rem_minmax(0,1fr)_auto] md:items-start"
    >
      <Field label={t("kind")}>
        <Select value={kind} onChange={({ target }) => setKind(target.value)}>
          {typed.map((one) => (
            <option key={one.kind} value={one.kind}>
              {kindTexts(one.kind)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("name")} error={refusal?.fields?.name}>
        <Input name="name" maxLength={60} autoComplete="off" placeholder={kindTexts(kind)} />
      </Field>
      <Field label={t("address")} hint={t(`hints.${kind}`)} error={refusal?.fields?.address}>
        <Input name="address" type="url" maxLength={2_000} autoComplete="off" />
      </Field>
      <span className="md:pt-6">
        <SubmitButton pending={pending}>{t("submit")}</SubmitButton>
      </span>
      {refusal && !refusal.fields && (
        <div className="md:col-span-4">
          <RefusalBanner refusal={refusal} />
        </div>
      )}
    </form>
  );
}
