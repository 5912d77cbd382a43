"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Age } from "@/components/ui/age";
import { Link } from "@/lib/i18n/navigation";
import type { ProblemsView } from "@/lib/problems/types";
import { useProblemWords } from "./problem-words";

export interface ProblemListProps {
  readonly view: ProblemsView;
  /** Called when one is gone to. */
  readonly onGo?: () => void;
}

/** Open problems, each a way to where it can be dealt with. */
export function ProblemList({ view: { problems, count }, onGo }: ProblemListProps) {
  const t = useTranslations("console.problems");
  const wordsOf = useProblemWords();
  return (
    <>
      <ul className="divide-y divide-line">
        {problems.map((problem) => {
          const { key, text, href } = wordsOf(problem);
          return (
            <li key={key}>
              <Link
                href={href}
                {...(onGo && { onClick: onGo })}
                className="flex items-center gap-3 px-4 py-2.5 hover:bg-hover"
              >
                <span aria-hidden className="size-2 shrink-0 rounded-full bg-bad" />
                <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{text}</span>
                <Age at={problem.since} className="text-xs" />
                <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
              </Link>
            </li>
          );
        })}
      </ul>
      {count > problems.length && (
        <p className="border-t border-line px-4 py-2.5 text-sm text-muted">
          {t("more", { count: count - problems.length })}
        </p>
      )}
    </>
  );
}
