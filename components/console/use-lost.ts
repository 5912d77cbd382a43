"use client";

import { useTranslations } from "next-intl";

/** What to say where an act got no answer: offline nothing left the browser, else nobody knows. */
export function useLost(): () => string {
  const t = useTranslations("common");
  return () => t(navigator.onLine ? "lost" : "offline");
}
