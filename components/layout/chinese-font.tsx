"use client";

import { useLocale } from "next-intl";
import { useEffect } from "react";

const FAMILY = '"Noto Sans SC Variable"';

/**
 * Gives Chinese pages Noto Sans SC, after the first paint, where the system has no Chinese font of
 * its own: everybody else loads nothing.
 */
export function ChineseFont() {
  const locale = useLocale();
  useEffect(() => {
    if (locale === "zh" && !hasChineseGlyphs()) void bringFont();
  }, [locale]);
  return null;
}

/** A character nobody has a glyph for is as wide as one the system lacks. */
function hasChineseGlyphs(): boolean {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return false;
  pen.font = `100px ${getComputedStyle(document.body).fontFamily}`;
  const width = (text: string) => pen.measureText(text).width;
  return width("永") !== width("\u{10fffd}");
}

/** The parts the page needs are awaited together, so that it is laid out anew once and not at each. */
async function bringFont(): Promise<void> {
  await import("@fontsource-variable/noto-sans-sc/wght.css");
  const parts = [...document.querySelectorAll("header, main, footer")];
  const needed = new Set(
    parts.flatMap(({ textContent }) => textContent.match(/\p{Script=Han}/gu) ?? []),
  );
  await document.fonts.load(`16px ${FAMILY}`, [...needed].join("")).catch(() => undefined);
  document.documentElement.style.setProperty("--font-chinese", FAMILY);
}
