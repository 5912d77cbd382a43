import type { ReactNode } from "react";
import { cn } from "./cn";
import { solidTone, type Tone } from "./tone";

export interface StatusProps {
  readonly tone: Tone;
  /** The state as a word: "running". */
  readonly word: ReactNode;
  /** Since when: "3 h". */
  readonly since?: ReactNode;
  /** The state is on its way to another one. */
  readonly moving?: boolean;
  readonly className?: string;
}

/** State as a dot, a word and a since. */
export function Status({ tone, word, since, moving = false, className }: StatusProps) {
  return (
    <span className={cn("inline-flex items-center gap-2 whitespace-nowrap", className)}>
      <span
        aria-hidden
        className={cn("size-2 rounded-full", solidTone[tone], moving && "animate-pulse")}
      />
      <span>{word}</span>
      {since && <span className="text-faint before:mr-1.5 before:content-['·']">{since}</span>}
    </span>
  );
}
