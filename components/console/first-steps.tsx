"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SessionLink } from "@/components/layout/session-link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Link } from "@/lib/i18n/navigation";
import type { FirstStepsView } from "@/lib/overview/types";

/** Three cards that tick themselves; gone once all three are done. */
export function FirstSteps({ view }: { readonly view: FirstStepsView }) {
  const t = useTranslations("console.overview.first");
  const { keys, machine, told } = view;
  if (keys > 0 && machine !== null && told !== null) return null;
  return (
    <section aria-labelledby="first-steps">
      <h2 id="first-steps" className="mb-3 text-md">
        {t("title")}
      </h2>
      <ol className="grid gap-4 md:grid-cols-3">
        <Step
          number={1}
          title={t("key")}
          text={keys > 0 ? t("keyDone", { count: keys }) : t("keyText")}
          isDone={keys > 0}
        >
          <Button asChild size="sm">
            <Link href="/dashboard/keys">{t("keyAction")}</Link>
          </Button>
        </Step>
        <Step
          number={2}
          title={t("launch")}
          text={machine === null ? t("launchText") : t("launchDone", { name: machine })}
          isDone={machine !== null}
        >
          <Button asChild size="sm">
            <SessionLink href="/gpus">{t("launchAction")}</SessionLink>
          </Button>
        </Step>
        <Step
          number={3}
          title={t("told")}
          text={told === null ? t("toldText") : t(`toldDone.${told}`)}
          isDone={told !== null}
        >
          <Button asChild size="sm">
            <Link href="/dashboard/alerts">{t("toldAction")}</Link>
          </Button>
          <Button asChild size="sm" variant="ghost">
            <Link href="/settings/team">{t("toldInvite")}</Link>
          </Button>
        </Step>
      </ol>
    </section>
  );
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly isDone: boolean;
  /** The ways to do it. */
  readonly children: ReactNode;
}

function Step({ number, title, text, isDone, children }: StepProps) {
  const t = useTranslations("console.overview.first");
  return (
    <li className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-4">
      <p className="flex items-center gap-2.5 font-medium">
        <span
          className={cn(
            "grid size-6 shrink-0 place-items-center rounded-full text-xs",
            isDone ? "bg-good-soft text-good" : "bg-hover text-muted",
          )}
        >
          {isDone ? <Check aria-hidden className="size-3.5" /> : number}
        </span>
        {title}
        <span className={cn("ml-auto text-xs", isDone ? "text-good" : "text-faint")}>
          {isDone ? t("done") : t("open")}
        </span>
      </p>
      <p className="flex-1 text-muted [overflow-wrap:anywhere]">{text}</p>
      {!isDone && <div className="flex flex-wrap gap-2">{children}</div>}
    </li>
  );
}
