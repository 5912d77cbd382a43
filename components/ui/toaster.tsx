"use client";

import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

/**
 * The place where toasts appear; call `toast(...)` from sonner. Alt+T leads to them, as their region's
 * name says.
 */
export function Toaster() {
  const t = useTranslations("common");
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      closeButton
      containerAriaLabel={t("toasts")}
      toastOptions={{
        closeButtonAriaLabel: t("closeToast"),
        className: "!rounded-lg !bg-surface !text-ink !border-line !font-sans",
      }}
    />
  );
}
