"use client";

import { useLocale } from "next-intl";
import { useEffect } from "react";

/**
 * Names Noto Sans SC to the browser on Chinese pages, after the first paint. The system's own
 * Chinese fonts come first, so the file parts are fetched only where there are none.
 */
export function ChineseFont() {
  const locale = useLocale();
  useEffect(() => {
    if (locale === "zh") void import("@fontsource-variable/noto-sans-sc/wght.css");
  }, [locale]);
  return null;
}
