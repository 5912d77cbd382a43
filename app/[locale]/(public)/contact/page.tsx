import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { PageCrumbs } from "@/components/layout/page-crumbs";
import { ContactText } from "@/components/legal/contact-text";
import { DraftNote } from "@/components/legal/draft-note";
import { PageHeader } from "@/components/ui/page-header";
import { env } from "@/lib/env";
import { alternatesOf, localeOf, type PageParams } from "../page-address";

/** Made anew now and then, since the address is a setting and a page made before outlives it. */
export const revalidate = 300;

export async function generateMetadata({ params }: PageParams): Promise<Metadata> {
  const locale = localeOf(await params);
  const t = await getTranslations({ locale, namespace: "legal.contact" });
  return {
    title: t("title"),
    description: t("description"),
    alternates: alternatesOf(locale, "/contact"),
  };
}

export default async function ContactPage({ params }: PageParams) {
  setRequestLocale(localeOf(await params));
  const t = await getTranslations("legal.contact");
  return (
    <div className="page grid grid-cols-[minmax(0,1fr)] gap-6 pt-5">
      <PageHeader
        above={<PageCrumbs trail={[]} here={t("title")} />}
        title={t("title")}
        note={t("note")}
      />
      <DraftNote />
      <ContactText address={env.CONTACT_EMAIL ?? null} />
    </div>
  );
}
