import { KeyRound, Radar, Receipt } from "lucide-react";
import { headers } from "next/headers";
import { useTranslations } from "next-intl";
import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { LanguageSwitch } from "@/components/layout/language-switch";
import { Logo } from "@/components/layout/logo";
import { NeedsScripts } from "@/components/layout/needs-scripts";
import { PageProviders } from "@/components/layout/page-providers";
import { SandboxBanner } from "@/components/layout/sandbox-banner";
import { SessionLink } from "@/components/layout/session-link";
import { SkipLink } from "@/components/layout/skip-link";
import { ThemeSwitch } from "@/components/layout/theme-switch";
import { Toaster } from "@/components/ui/toaster";
import { env } from "@/lib/env";

interface AuthLayoutProps {
  readonly params: Promise<{ locale: string }>;
  readonly children: ReactNode;
}

export default async function AuthLayout({ params, children }: AuthLayoutProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <PageProviders namespaces={["auth", "console", "areas", "pricingModels", "team"]} nonce={nonce}>
      <SkipLink />
      <NeedsScripts />
      {env.WORLD === "sandbox" && <SandboxBanner controlUrl={env.SANDBOX_URL ?? null} />}
      <div className="grid min-h-[calc(100dvh-2rem)] grid-rows-[auto_1fr]">
        <Head />
        <div className="page grid w-full items-start gap-16 py-10 md:py-20 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] lg:gap-24">
          <main id="content" className="justify-self-center lg:justify-self-end lg:pr-12">
            {children}
          </main>
          <Aside />
        </div>
      </div>
      <Toaster />
    </PageProviders>
  );
}

function Head() {
  const t = useTranslations("layout");
  return (
    <header className="page flex h-14 w-full items-center gap-1">
      <SessionLink
        href="/"
        className="mr-auto inline-flex h-8 items-center gap-2 text-md font-semibold tracking-tight"
      >
        <Logo className="size-6" />
        {t("product")}
      </SessionLink>
      <LanguageSwitch />
      <ThemeSwitch />
    </header>
  );
}

function Aside() {
  const t = useTranslations("auth.aside");
  const lines = [
    { icon: KeyRound, text: t("keys") },
    { icon: Radar, text: t("watch") },
    { icon: Receipt, text: t("money") },
  ];
  return (
    <aside className="border-l border-line pl-10 max-lg:hidden" aria-labelledby="auth-aside">
      <h2 id="auth-aside" className="text-md">
        {t("title")}
      </h2>
      <ul className="mt-4 grid gap-4 text-muted">
        {lines.map(({ icon: Icon, text }) => (
          <li key={text} className="flex gap-3">
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
            {text}
          </li>
        ))}
      </ul>
    </aside>
  );
}
