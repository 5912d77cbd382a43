"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { SubmitButton } from "@/components/console/submit-button";
import { useRefreshLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { useUndo } from "@/components/console/use-undo";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useRouter } from "@/lib/i18n/navigation";
import type { TeamView } from "@/lib/teams/types";
import { HandOverDialog } from "./hand-over-dialog";
import { LeaveDialog } from "./leave-dialog";
import type { TeamActs } from "./team-acts";

export interface OwnCardProps {
  readonly view: TeamView;
  readonly acts: Pick<TeamActs, "rename" | "handOver" | "leave">;
}

/** The team itself: its owner names it or hands it over, everybody else may leave. */
export function OwnCard({ view, acts }: OwnCardProps) {
  const t = useTranslations("team.own");
  const [asking, setAsking] = useState(false);
  const others = view.members.filter(({ isOwner }) => !isOwner);
  const close = () => setAsking(false);
  if (!view.mayOwn) {
    return (
      <Card>
        <CardHead title={view.name} />
        <Line text={t("leaveText")} button={t("leave")} onClick={() => setAsking(true)} />
        {asking && <LeaveDialog view={view} leave={acts.leave} onClose={close} />}
      </Card>
    );
  }
  return (
    <Card>
      <CardHead title={t("title")} />
      <RenameForm key={view.name} name={view.name} rename={acts.rename} />
      {others.length > 0 && (
        <Line text={t("handOverText")} button={t("handOver")} onClick={() => setAsking(true)} />
      )}
      {asking && <HandOverDialog {...{ view, others }} handOver={acts.handOver} onClose={close} />}
    </Card>
  );
}

interface LineProps {
  readonly text: string;
  readonly button: string;
  readonly onClick: () => void;
}

function Line({ text, button, onClick }: LineProps) {
  return (
    <CardBody className="flex flex-wrap items-center justify-between gap-4 border-t border-line first:border-0">
      <p className="max-w-prose text-muted">{text}</p>
      <Button variant="danger-quiet" onClick={onClick}>
        {button}
      </Button>
    </CardBody>
  );
}

function RenameForm({
  name,
  rename,
}: {
  readonly name: string;
  readonly rename: TeamActs["rename"];
}) {
  const t = useTranslations("team.own");
  const form = useRef<HTMLFormElement>(null);
  const refresh = useRefreshLive();
  const router = useRouter();
  const tellUndo = useUndo();
  const { pending, refusal, send } = useSubmit(rename, async (_data, typed) => {
    await refresh();
    router.refresh();
    if (typed.name === name) return;
    const takeBack = async () => {
      const answer = await rename({ name });
      router.refresh();
      return answer;
    };
    tellUndo({ done: t("renamed"), takeBack });
  });
  useFocusRefused(form, refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send({ name: formTexts(event.currentTarget).name ?? "" });
  };
  return (
    <CardBody>
      <form ref={form} method="post" noValidate onSubmit={submit} className="grid max-w-sm gap-4">
        {refusal && !refusal.fields && <Banner tone="bad">{refusal.message}</Banner>}
        <Field label={t("name")} error={refusal?.fields?.name}>
          <Input name="name" defaultValue={name} maxLength={60} autoComplete="off" required />
        </Field>
        <div>
          <SubmitButton variant="secondary" pending={pending}>
            {t("rename")}
          </SubmitButton>
        </div>
      </form>
    </CardBody>
  );
}
