"use client";

import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { LanguageSwitch } from "./language-switch";

const REFUSED = "computehub-language-offer";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function refuse(): void {
  localStorage.setItem(REFUSED, "refused");
  for (const listener of listeners) listener();
}

/** Offers the other language to a browser that speaks it; never changes the page by itself. */
export function LanguageOffer() {
  const t = useTranslations("layout");
  const locale = useLocale();
  const wanted = useSyncExternalStore(
    subscribe,
    () => {
      const speaks = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
      return speaks !== locale && localStorage.getItem(REFUSED) === null;
    },
    () => false,
  );
  if (!wanted) return null;
  return (
    <aside
      aria-label={t("languageOffer")}
      className="fixed bottom-4 left-4 z-40 flex items-center rounded-lg bg-surface p-1 text-sm shadow-float"
    >
      <LanguageSwitch className="font-medium text-accent hover:text-accent">
        {t("languageOffer")}
      </LanguageSwitch>
      <button
        type="button"
        onClick={refuse}
        aria-label={t("languageOfferClose")}
        className="grid size-8 place-items-center rounded text-faint hover:bg-hover"
      >
        <X aria-hidden className="size-4" />
      </button>
    </aside>
  );
}
