import { Menu } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { AccountDoor } from "./account-door";
import { LanguageSwitch } from "./language-switch";
import { Logo } from "./logo";
import { SessionLink } from "./session-link";
import { SiteLink } from "./site-link";
import { ThemeSwitch } from "./theme-switch";

const linkClass =
  "inline-flex h-8 items-center whitespace-nowrap rounded px-2.5 text-muted hover:bg-hover hover:text-ink";

const morePages = ["compare", "providers", "pricing", "sources"] as const;
/** At 768 px there is room for three of them; the foot of the page has all. */
const widePages: readonly string[] = ["sources"];

/** The head of every public page. It knows no session, so that the page can be cached. */
export function SiteHeader() {
  const t = useTranslations("layout");
  return (
    <header className="border-b border-line bg-surface">
      <div className="page flex h-13 items-center gap-1">
        <SiteLink
          href="/"
          className="inline-flex h-8 sm:mr-3 items-center gap-2 text-md font-semibold tracking-tight"
        >
          <Logo className="size-6" />
          {t("product")}
        </SiteLink>
        <nav aria-label={t("navigation")} className="flex flex-1 items-center gap-1">
          <SiteLink href="/gpus" className={`${linkClass} max-[23rem]:hidden`}>
            {t("gpus")}
          </SiteLink>
          {morePages.map((page) => (
            <SiteLink
              key={page}
              href={`/${page}`}
              className={`${linkClass} ${widePages.includes(page) ? "max-lg:hidden" : "max-md:hidden"}`}
            >
              {t(page)}
            </SiteLink>
          ))}
        </nav>
        <LanguageSwitch className="max-sm:hidden" />
        <span className="max-sm:hidden">
          <ThemeSwitch />
        </span>
        <AccountDoor
          forVisitors={
            <>
              <SessionLink href="/sign-in" className={`${linkClass} max-sm:hidden`}>
                {t("signIn")}
              </SessionLink>
              <Button asChild variant="primary" size="sm" className="ml-1 h-8">
                <SessionLink href="/sign-up">{t("signUp")}</SessionLink>
              </Button>
            </>
          }
          forMembers={
            <Button asChild variant="primary" size="sm" className="ml-1 h-8">
              <SessionLink href="/dashboard">{t("console")}</SessionLink>
            </Button>
          }
        />
        <details className="relative md:hidden">
          <summary
            aria-label={t("menu")}
            className="ml-1 grid size-8 place-items-center rounded text-muted hover:bg-hover"
          >
            <Menu aria-hidden className="size-5" />
          </summary>
          <div className="absolute right-0 top-10 z-40 grid min-w-44 rounded-lg bg-surface p-1 shadow-float">
            <SiteLink href="/gpus" className={`${linkClass} h-10 min-[23rem]:hidden`}>
              {t("gpus")}
            </SiteLink>
            {morePages.map((page) => (
              <SiteLink key={page} href={`/${page}`} className={`${linkClass} h-10`}>
                {t(page)}
              </SiteLink>
            ))}
            <AccountDoor
              forVisitors={
                <SessionLink href="/sign-in" className={`${linkClass} h-10`}>
                  {t("signIn")}
                </SessionLink>
              }
              forMembers={null}
            />
            <LanguageSwitch className="h-10" />
            <ThemeSwitch />
          </div>
        </details>
      </div>
    </header>
  );
}
