import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { EntryPageMemory } from "@/components/auth/entry-page-memory";
import { LanguageOffer } from "@/components/layout/language-offer";
import { PageProviders } from "@/components/layout/page-providers";
import { SandboxBanner } from "@/components/layout/sandbox-banner";
import { SiteFooter } from "@/components/layout/site-footer";
import { SiteHeader } from "@/components/layout/site-header";
import { SkipLink } from "@/components/layout/skip-link";
import { CurrencyProvider } from "@/components/prices/currency";
import { clock } from "@/lib/clock";
import { env } from "@/lib/env";
import { displayRates } from "@/lib/rates/queries";

/** No page is made at build time: one build serves every world and holds no price. */
export function generateStaticParams(): { locale: string }[] {
  return [];
}

interface PublicLayoutProps {
  readonly params: Promise<{ locale: string }>;
  readonly children: ReactNode;
}

export default async function PublicLayout({ params, children }: PublicLayoutProps) {
  setRequestLocale((await params).locale);
  return (
    <PageProviders namespaces={["gpus", "gpu", "areas"]}>
      <CurrencyProvider rates={await displayRates(clock.now())}>
        <SkipLink />
        {env.WORLD === "sandbox" && <SandboxBanner controlUrl={env.SANDBOX_URL ?? null} />}
        <SiteHeader />
        <main id="content" tabIndex={-1} className="focus:outline-none">
          {children}
        </main>
        <SiteFooter />
        <LanguageOffer />
        <EntryPageMemory />
      </CurrencyProvider>
    </PageProviders>
  );
}
