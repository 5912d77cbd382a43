"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CardBody } from "@/components/ui/card";
import { useInstants } from "@/components/ui/instant";
import { ActNow } from "./act-now";
import type { SubscriptionPart } from "./subscription-acts";

/** What is on its way: an end, a change, a checkout that was begun; each with the way to take it back. */
export function PlanNotes({ view, acts, follow }: SubscriptionPart) {
  const t = useTranslations("subscription");
  const tiers = useTranslations("tiers.names");
  const write = useInstants();
  const { cancelsAt, pending, openCheckout, tier } = view;
  return (
    <>
      {cancelsAt && (
        <Note text={t("notes.ends", { tier: tiers(tier), day: write(cancelsAt, "day") })}>
          <ActNow act={acts.resume} onDone={follow} done={t("notes.resumed")}>
            {t("notes.resume")}
          </ActNow>
        </Note>
      )}
      {pending && (
        <Note
          text={t("notes.changes", {
            tier: tiers(pending.tier),
            every: pending.interval ?? "none",
            seats: pending.tier === "enterprise" ? pending.seats : 0,
            day: write(pending.at, "day"),
          })}
        >
          <ActNow act={acts.undo} onDone={follow} done={t("notes.undone")}>
            {t("notes.undo")}
          </ActNow>
        </Note>
      )}
      {openCheckout && (
        <Note
          text={t("notes.checkout", {
            tier: tiers(openCheckout.tier),
            time: write(openCheckout.expiresAt, "short"),
          })}
        >
          <Button asChild size="sm" variant="primary">
            <a href={openCheckout.url}>{t("notes.goOn")}</a>
          </Button>
          <ActNow act={acts.giveUp} onDone={follow} done={t("notes.givenUp")}>
            {t("notes.giveUp")}
          </ActNow>
        </Note>
      )}
    </>
  );
}

function Note({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <CardBody className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line">
      <p className="max-w-prose">{text}</p>
      <div className="flex flex-wrap gap-2">{children}</div>
    </CardBody>
  );
}
