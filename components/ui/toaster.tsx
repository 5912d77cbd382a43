"use client";

import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

/** The place where toasts appear; call `toast(...)` from sonner. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      closeButton
      toastOptions={{ className: "!rounded-lg !bg-surface !text-ink !border-line !font-sans" }}
    />
  );
}
