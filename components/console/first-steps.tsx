"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { LiveDeployment } from "@/components/deployments/live-deployment";
import { SessionLink } from "@/components/layout/session-link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Link } from "@/lib/i18n/navigation";
import type { KeyView } from "@/lib/provider-keys/schema";

export interface FirstStepsProps {
  readonly keys: readonly KeyView[];
  /** Newest first. */
  readonly deployments: readonly LiveDeployment[];
}

/** Three cards that tick themselves; gone once all three are done. */
export function FirstSteps({ keys, deployments }: FirstStepsProps) {
  const t = useTranslations("console.overview.first");
  const working = keys.filter(({ state }) => state === "active").length;
  const first = deployments.at(-1);
  const ran = deployments.find(({ status, cost }) => status === "running" || cost.soFar !== "0");
  if (working > 0 && first && ran) return null;
  return (
    <section aria-labelledby="first-steps">
      <h2 id="first-steps" className="mb-3 text-md">
        {t("title")}
      </h2>
      <ol className="grid gap-4 md:grid-cols-3">
        <Step
          number={1}
          title={t("key")}
          text={working > 0 ? t("keyDone", { count: working }) : t("keyText")}
          isDone={working > 0}
          action={<Link href="/dashboard/keys">{t("keyAction")}</Link>}
        />
        <Step
          number={2}
          title={t("launch")}
          text={first ? t("launchDone", { name: first.name }) : t("launchText")}
          isDone={first !== undefined}
          action={<SessionLink href="/gpus">{t("launchAction")}</SessionLink>}
        />
        <Step
          number={3}
          title={t("running")}
          text={ran ? t("runningDone", { name: ran.name }) : t("runningText")}
          isDone={ran !== undefined}
          action={<Link href="/dashboard/deployments">{t("runningAction")}</Link>}
        />
      </ol>
    </section>
  );
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly isDone: boolean;
  readonly action: ReactNode;
}

function Step({ number, title, text, isDone, action }: StepProps) {
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
      {!isDone && (
        <Button asChild size="sm" className="self-start">
          {action}
        </Button>
      )}
    </li>
  );
}
