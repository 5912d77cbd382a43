"use client";

import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from "react";

const never = () => () => {};

export interface FrozenProps {
  /** From then on React draws the children. */
  readonly isThawed: boolean;
  /** The text for an instant; written into every `<time data-live>` while frozen. */
  readonly ageOf: (at: string) => string;
  readonly className: string;
  readonly children: ReactNode;
}

/**
 * Keeps the server's HTML as it came, ages aside, until somebody needs it to be more. A table of
 * hundreds of prices is read at once and costs a phone nothing to wake up.
 */
export function Frozen({ isThawed, ageOf, className, children }: FrozenProps) {
  const place = useRef<HTMLDivElement>(null);
  const isHydrating = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  const [hasServerHtml] = useState(isHydrating);
  const isFrozen = hasServerHtml && !isThawed;
  useEffect(() => {
    if (!isFrozen) return;
    for (const time of place.current?.querySelectorAll<HTMLTimeElement>("time[data-live]") ?? []) {
      time.textContent = ageOf(time.dateTime);
    }
  }, [isFrozen, ageOf]);
  if (isFrozen && typeof window !== "undefined") {
    return (
      <div
        key="frozen"
        ref={place}
        className={className}
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: an empty text; hydration keeps what the server wrote
        dangerouslySetInnerHTML={{ __html: "" }}
      />
    );
  }
  return (
    <div key="live" className={className}>
      {children}
    </div>
  );
}
