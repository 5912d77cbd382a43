"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { usePathname } from "@/lib/i18n/navigation";
import { isAt, type NavItem } from "./nav-items";
import { NavPlace } from "./nav-place";
import { keepNavWidth } from "./nav-width";

export interface ConsoleNavProps {
  readonly items: readonly NavItem[];
  /** How the person left it. */
  readonly isNarrow: boolean;
}

/** The console's navigation beside the page: icons and words, or icons alone. */
export function ConsoleNav({ items, isNarrow: wasNarrow }: ConsoleNavProps) {
  const t = useTranslations("console.nav");
  const path = usePathname();
  const [isNarrow, setNarrow] = useState(wasNarrow);
  const toggle = () => {
    keepNavWidth(isNarrow ? "wide" : "narrow");
    setNarrow(!isNarrow);
  };
  const Icon = isNarrow ? PanelLeftOpen : PanelLeftClose;
  return (
    <div
      className={cn(
        "shrink-0 border-r border-line bg-surface max-md:hidden",
        isNarrow ? "w-15" : "w-48",
      )}
    >
      <div className="sticky top-13 grid max-h-[calc(100dvh-var(--spacing)*13)] overflow-y-auto p-2.5">
        <nav aria-label={t("label")} className="grid gap-0.5">
          {items.map((item) => (
            <NavPlace
              key={item.href}
              item={item}
              isHere={isAt(item, path)}
              title={isNarrow ? t(item.text) : undefined}
              className={cn(rowClass, isAt(item, path) && hereClass)}
            >
              <item.icon aria-hidden className="size-4 shrink-0" />
              <span className={isNarrow ? "sr-only" : "truncate"}>{t(item.text)}</span>
            </NavPlace>
          ))}
        </nav>
        <button
          type="button"
          aria-expanded={!isNarrow}
          title={t(isNarrow ? "widen" : "narrow")}
          onClick={toggle}
          className={cn(rowClass, "mt-3 text-sm")}
        >
          <Icon aria-hidden className="size-4 shrink-0" />
          <span className={isNarrow ? "sr-only" : "truncate"}>
            {t(isNarrow ? "widen" : "narrow")}
          </span>
        </button>
      </div>
    </div>
  );
}

const rowClass =
  "flex h-9 min-w-0 items-center gap-2.5 rounded px-3 text-muted hover:bg-hover hover:text-ink";
const hereClass = "bg-accent-soft font-medium text-accent hover:text-accent";
