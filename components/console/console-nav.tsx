"use client";

import { useTranslations } from "next-intl";
import { SessionLink } from "@/components/layout/session-link";
import { cn } from "@/components/ui/cn";
import { Link, usePathname } from "@/lib/i18n/navigation";
import { isAt, type NavItem, navItems, operatorItem } from "./nav-items";

/** The console's navigation: a column on wide screens, a bar at the bottom on phones. */
export function ConsoleNav({ isOperator }: { readonly isOperator: boolean }) {
  const t = useTranslations("console.nav");
  const path = usePathname();
  const items = isOperator ? [...navItems, operatorItem] : navItems;
  return (
    <nav
      aria-label={t("label")}
      className={cn(
        "z-30 flex bg-surface max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:border-t",
        "max-md:border-line max-md:pb-[env(safe-area-inset-bottom)] md:flex-col md:gap-0.5 md:p-3",
      )}
    >
      {items.map((item) => (
        <Place key={item.href} item={item} isHere={isAt(item, path)} word={t(item.text)} />
      ))}
    </nav>
  );
}

interface PlaceProps {
  readonly item: NavItem;
  readonly isHere: boolean;
  readonly word: string;
}

function Place({ item, isHere, word }: PlaceProps) {
  const { icon: Icon } = item;
  const className = cn(
    "flex items-center rounded text-muted hover:bg-hover hover:text-ink",
    "max-md:h-14 max-md:flex-auto max-md:flex-col max-md:justify-center max-md:gap-1 max-md:text-[10px] max-md:min-w-0 max-md:tracking-tight",
    "md:h-9 md:gap-2.5 md:px-3",
    isHere && "font-medium text-accent hover:text-accent md:bg-accent-soft",
  );
  const inside = (
    <>
      <Icon aria-hidden className="size-5 shrink-0 md:size-4" />
      <span className="max-w-full truncate">{word}</span>
    </>
  );
  if (item.isPublic) {
    return (
      <SessionLink href={item.href} className={className}>
        {inside}
      </SessionLink>
    );
  }
  return (
    <Link href={item.href} aria-current={isHere ? "page" : undefined} className={className}>
      {inside}
    </Link>
  );
}
