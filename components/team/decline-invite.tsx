"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSubmit } from "@/components/console/use-submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/types";

export interface DeclineInviteProps {
  readonly token: string;
  readonly decline: (input: { token: string }) => Promise<ActionResult<unknown>>;
}

/** Says no, signed in or not. */
export function DeclineInvite({ token, decline }: DeclineInviteProps) {
  const t = useTranslations("team.invited");
  const [isDone, setDone] = useState(false);
  const { pending, refusal, send } = useSubmit(decline, () => setDone(true));
  if (isDone) return <Banner tone="info">{t("declined")}</Banner>;
  return (
    <>
      {refusal && <Banner tone="bad">{refusal.message}</Banner>}
      <Button variant="ghost" pending={pending} onClick={() => void send({ token })}>
        {t("decline")}
      </Button>
    </>
  );
}
