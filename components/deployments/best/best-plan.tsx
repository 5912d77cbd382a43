"use client";

import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/console/submit-button";
import type { Live } from "@/components/console/use-live";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { ActionError } from "@/lib/actions/types";
import type { BestView } from "@/lib/deployments/best/types";
import { price } from "../money";
import type { BestChoice } from "./best-values";
import { CandidateList, placeOfCandidate } from "./candidate-list";
import { LeftOut } from "./left-out";

export interface BestPlanProps {
  readonly title: string;
  readonly choice: BestChoice;
  readonly best: BestView | undefined;
  readonly trouble: Live<unknown>["trouble"];
  readonly onExcept: (offerIds: string[]) => void;
  readonly pending: boolean;
  readonly refusal: ActionError | null;
}

/** The ranked offers, what is left out, and what the button will do. */
export function BestPlan(props: BestPlanProps) {
  const { title, choice, best, trouble, onExcept } = props;
  const t = useTranslations("launch.best");
  return (
    <Card className="lg:sticky lg:top-20">
      <CardHead title={title} note={t("order")} />
      {!best && (
        <CardBody>
          {trouble ? <p className="text-bad">{t("unread")}</p> : <Skeleton className="h-40" />}
        </CardBody>
      )}
      {best && best.candidates.length === 0 && (
        <CardBody>
          <p className="font-medium">{t("nothing")}</p>
          <p className="text-sm text-muted">{t("nothingText")}</p>
        </CardBody>
      )}
      {best && (
        <CandidateList
          candidates={best.candidates}
          count={choice.count}
          onLeaveOut={(offerId) => onExcept([...choice.except, offerId])}
        />
      )}
      {best && best.more > 0 && (
        <p className="border-t border-line px-4 py-2 text-sm text-muted">
          {t("more", { count: best.more })}
        </p>
      )}
      {choice.except.length > 0 && (
        <p className="border-t border-line px-4 py-2">
          <Button size="sm" variant="ghost" onClick={() => onExcept([])}>
            {t("bringBack", { count: choice.except.length })}
          </Button>
        </p>
      )}
      {best && <LeftOut leftOut={best.leftOut} />}
      <CardBody className="grid gap-3 border-t border-line">
        <Act {...props} />
      </CardBody>
    </Card>
  );
}

function Act({ choice, best, pending, refusal }: BestPlanProps) {
  const t = useTranslations("launch.best");
  const launch = useTranslations("launch");
  const [first, ...rest] = best?.candidates ?? [];
  const ceiling = best?.ceiling ?? null;
  const canLaunch = first !== undefined && ceiling !== null;
  return (
    <>
      {first && ceiling !== null && (
        <p>
          {t("sentence", {
            gpus: choice.count,
            model: first.offer.modelName,
            place: placeOfCandidate(first),
            amount: price(first.totalPerHour),
            others: rest.length,
            ceiling: price(ceiling),
          })}
        </p>
      )}
      {refusal && !refusal.fields && (
        <Banner tone="bad" title={refusal.message}>
          {refusal.code !== "internal" && launch("refused")}
        </Banner>
      )}
      {refusal?.fields && <p className="text-bad">{launch("fieldsWrong")}</p>}
      <SubmitButton size="lg" className="w-full" pending={pending} disabled={!canLaunch}>
        {pending && launch("pending")}
        {!pending && (canLaunch ? t("submit", { ceiling: price(ceiling) }) : launch("title"))}
      </SubmitButton>
    </>
  );
}
