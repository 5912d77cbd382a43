"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { toast } from "sonner";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { SubmitButton } from "@/components/console/submit-button";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Link } from "@/lib/i18n/navigation";
import type { TeamView } from "@/lib/teams/types";
import { InviteList } from "./invite-list";
import { roleChoices, roleOf, type TeamActs } from "./team-acts";

export interface InviteCardProps {
  readonly view: TeamView;
  readonly acts: Pick<TeamActs, "invite" | "resend" | "revoke">;
}

/** Invites by mail, and what became of invitations; gone where the tier has none and nobody is invited. */
export function InviteCard({ view, acts }: InviteCardProps) {
  const t = useTranslations("team.invite");
  const { invites, neededTier } = view;
  if (neededTier && invites.length === 0) return null;
  return (
    <Card>
      <CardHead title={t("title")} />
      {!neededTier && (
        <CardBody>
          <InviteForm seats={view.seats} invite={acts.invite} />
        </CardBody>
      )}
      {invites.length > 0 && <InviteList invites={invites} mayResend={!neededTier} acts={acts} />}
    </Card>
  );
}

interface InviteFormProps {
  readonly seats: TeamView["seats"];
  readonly invite: TeamActs["invite"];
}

function InviteForm({ seats, invite }: InviteFormProps) {
  const t = useTranslations("team");
  const form = useRef<HTMLFormElement>(null);
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(invite, async (_data, { email }) => {
    form.current?.reset();
    await refresh();
    toast.success(t("invite.done", { email }));
  });
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { email = "", role = "" } = formTexts(event.currentTarget);
    void send({ email, role: roleOf(role) });
  };
  const isFull = seats.members + seats.invited >= seats.allowed;
  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-4">
      {isFull && (
        <Banner
          tone="warn"
          action={
            <Button asChild size="sm">
              <Link href="/settings/subscription">{t("invite.addSeats")}</Link>
            </Button>
          }
        >
          {t("invite.full", { allowed: seats.allowed })}
        </Banner>
      )}
      {refusal && !refusal.fields && <RefusalBanner refusal={refusal} />}
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_11rem]">
        <Field label={t("invite.email")} error={refusal?.fields?.email}>
          <Input name="email" type="email" autoComplete="off" required maxLength={254} />
        </Field>
        <Field label={t("role")} error={refusal?.fields?.role}>
          <Select name="role" defaultValue="member">
            {roleChoices.map((role) => (
              <option key={role} value={role}>
                {t(`roles.${role}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <p className="text-sm text-muted">{t("invite.roles")}</p>
      <div>
        <SubmitButton pending={pending} disabled={isFull}>
          {t("invite.submit")}
        </SubmitButton>
      </div>
    </form>
  );
}
