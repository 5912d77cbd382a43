"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { openPage } from "@/components/auth/return-path";
import { useLeaving, useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Age } from "@/components/ui/age";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import type { SessionView } from "@/lib/accounts/types";
import type { SecurityActs } from "./security-acts";

type EndActs = Pick<SecurityActs, "endSession" | "endOthers" | "signOutEverywhere">;

export interface SessionsCardProps {
  readonly sessions: readonly SessionView[];
  readonly acts: EndActs;
}

/** The browsers that are signed in, each of which can be signed out. */
export function SessionsCard({ sessions, acts }: SessionsCardProps) {
  const t = useTranslations("console.security");
  const [asking, setAsking] = useState(false);
  const refresh = useRefreshLive();
  const others = useSubmit(acts.endOthers, async () => {
    await refresh();
    toast.success(t("othersDone"));
  });
  return (
    <Card>
      <CardHead
        title={t("sessions")}
        note={t("sessionsHint", { count: sessions.length })}
        actions={
          sessions.length > 1 && (
            <Button size="sm" pending={others.pending} onClick={() => void others.send({})}>
              {t("others")}
            </Button>
          )
        }
      />
      {others.refusal && <Banner tone="bad">{others.refusal.message}</Banner>}
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <SessionRow key={session.handle} session={session} endSession={acts.endSession} />
        ))}
      </ul>
      <CardBody className="flex flex-wrap items-center justify-between gap-4 border-t border-line">
        <p className="max-w-prose text-muted">{t("everywhereText")}</p>
        <Button variant="danger-quiet" onClick={() => setAsking(true)}>
          {t("everywhere")}
        </Button>
      </CardBody>
      {asking && (
        <EverywhereDialog
          count={sessions.length}
          signOutEverywhere={acts.signOutEverywhere}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}

interface SessionRowProps {
  readonly session: SessionView;
  readonly endSession: SecurityActs["endSession"];
}

function SessionRow({ session, endSession }: SessionRowProps) {
  const t = useTranslations("console.security");
  const { handle, isThis, createdAt, lastSeenAt } = session;
  const refresh = useRefreshLive();
  const device = useDevice(session);
  const { pending, refusal, send } = useSubmit(endSession, async () => {
    await refresh();
    toast.success(t("sessionEnded", { device }));
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {device}
          {isThis && <span className="ml-2 font-normal text-good">{t("thisBrowser")}</span>}
        </p>
        <p className="text-sm text-muted">
          {t("lastUsed")} <Age at={lastSeenAt} ago /> · {t("signedIn")} <Age at={createdAt} ago />
        </p>
        {refusal && <p className="text-sm text-bad">{refusal.message}</p>}
      </div>
      {!isThis && (
        <Button
          size="sm"
          variant="ghost"
          pending={pending}
          aria-label={t("signOutNamed", { device })}
          onClick={() => void send({ handle })}
        >
          {t("signOutOne")}
        </Button>
      )}
    </li>
  );
}

function useDevice({ browser, system }: SessionView): string {
  const t = useTranslations("console.security");
  if (browser && system) return t("device", { browser, system });
  return browser ?? system ?? t("deviceUnknown");
}

interface EverywhereDialogProps {
  readonly count: number;
  readonly signOutEverywhere: SecurityActs["signOutEverywhere"];
  readonly onClose: () => void;
}

function EverywhereDialog({ count, signOutEverywhere, onClose }: EverywhereDialogProps) {
  const t = useTranslations("console.security");
  const common = useTranslations("common");
  const locale = useLocale();
  const leave = useSubmit(
    useLeaving(() => signOutEverywhere()),
    () => openPage("/sign-in", locale),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("everywhereConfirm", { count })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="danger"
            pending={leave.pending}
            onClick={() => void leave.send(undefined)}
          >
            {t("everywhere")}
          </Button>
        </>
      }
    >
      {leave.refusal && <Banner tone="bad">{leave.refusal.message}</Banner>}
      <p className="text-muted">{t("everywhereText")}</p>
    </Dialog>
  );
}
