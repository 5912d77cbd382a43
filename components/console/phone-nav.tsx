"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LanguageSwitch } from "@/components/layout/language-switch";
import { ThemeSwitch } from "@/components/layout/theme-switch";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { usePathname } from "@/lib/i18n/navigation";
import { isAt, type NavItem, phonePlaces } from "./nav-items";
import { NavPlace } from "./nav-place";

/** The console's navigation on phones: four places at the bottom, the others in a sheet. */
export function PhoneNav({ items }: { readonly items: readonly NavItem[] }) {
  const t = useTranslations("console.nav");
  const path = usePathname();
  const [isOpen, setOpen] = useState(false);
  const first = items.filter(({ text }) => phonePlaces.has(text));
  const rest = items.filter(({ text }) => !phonePlaces.has(text));
  const isBehind = rest.some((item) => isAt(item, path));
  return (
    <nav
      aria-label={t("label")}
      className="fixed inset-x-0 bottom-0 z-30 grid auto-cols-fr grid-flow-col border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {first.map((item) => (
        <NavPlace
          key={item.href}
          item={item}
          isHere={isAt(item, path)}
          className={cn(barClass, isAt(item, path) && hereClass)}
        >
          <item.icon aria-hidden className="size-5 shrink-0" />
          <span className="max-w-full truncate">{t(item.text)}</span>
        </NavPlace>
      ))}
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
        className={cn(barClass, isBehind && hereClass)}
      >
        <Ellipsis aria-hidden className="size-5 shrink-0" />
        <span className="max-w-full truncate">{t("more")}</span>
      </button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={t("moreTitle")} side>
        <ul className="-mx-2 grid gap-0.5">
          {rest.map((item) => (
            <li key={item.href}>
              <NavPlace
                item={item}
                isHere={isAt(item, path)}
                onGo={() => setOpen(false)}
                className={cn(
                  "flex h-11 items-center gap-3 rounded px-3 hover:bg-hover",
                  isAt(item, path) && "bg-accent-soft font-medium text-accent",
                )}
              >
                <item.icon aria-hidden className="size-5 shrink-0" />
                {t(item.text)}
              </NavPlace>
            </li>
          ))}
        </ul>
        <div className="mt-4 flex items-center gap-1 border-t border-line pt-3 sm:hidden">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </Dialog>
    </nav>
  );
}

const barClass =
  "flex h-14 min-w-0 flex-col items-center justify-center gap-1 px-1 text-xs text-muted hover:text-ink";
const hereClass = "font-medium text-accent hover:text-accent";
