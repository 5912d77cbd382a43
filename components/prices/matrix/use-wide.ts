"use client";

import { startTransition, useEffect, useState } from "react";

const wide = "(min-width: 768px)";

/** Whether the table fits; null at first, where both forms are written and CSS shows one. */
export function useWide(): boolean | null {
  const [isWide, setWide] = useState<boolean | null>(null);
  useEffect(() => {
    const query = window.matchMedia(wide);
    const look = () => startTransition(() => setWide(query.matches));
    look();
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return isWide;
}
