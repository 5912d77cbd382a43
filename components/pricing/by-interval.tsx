import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface ByIntervalProps {
  readonly month: ReactNode;
  readonly year: ReactNode;
  readonly className?: string;
}

/**
 * One place with two contents, of which `IntervalSwitch` shows one by style alone. Both take their
 * room all the time, so nothing moves; the hidden one is no link and is not read aloud.
 */
export function ByInterval({ month, year, className }: ByIntervalProps) {
  return (
    <div className={cn("grid *:col-start-1 *:row-start-1", className)}>
      <div className="group-has-[[value=year]:checked]/pricing:invisible">{month}</div>
      <div className="invisible group-has-[[value=year]:checked]/pricing:visible">{year}</div>
    </div>
  );
}
