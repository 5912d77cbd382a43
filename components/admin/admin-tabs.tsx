"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Link, usePathname } from "@/lib/i18n/navigation";

const tabs = [
  { text: "installation", href: "/admin" },
  { text: "growth", href: "/admin/growth" },
  { text: "prices", href: "/admin/prices" },
] as const;

/** The way between the pages of the people who run the installation. */
export function AdminTabs() {
  const t = useTranslations("admin.tabs");
  const path = usePathname();
  return (
    <nav aria-label={t("label")} className="mb-6 flex gap-1 border-b border-line">
      {tabs.map(({ text, href }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? "page" : undefined}
          className={cn(
            "-mb-px border-b-2 border-transparent px-3 py-2 text-muted hover:text-ink",
            path === href && "border-accent font-medium text-accent hover:text-accent",
          )}
        >
          {t(text)}
        </Link>
      ))}
    </nav>
  );
}
