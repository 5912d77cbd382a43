import { KeyRound, MailWarning, Rocket } from "lucide-react";
import { useTranslations } from "next-intl";
import { SessionLink } from "@/components/layout/session-link";
import { SiteLink } from "@/components/layout/site-link";
import { Button } from "@/components/ui/button";

const points = [
  { id: "launch", Icon: Rocket },
  { id: "keys", Icon: KeyRound },
  { id: "watch", Icon: MailWarning },
] as const;

/** What one gets after signing up, and why the prices can be believed. */
export function ConsoleSections() {
  const t = useTranslations("home");
  return (
    <>
      <section aria-labelledby="console" className="page pt-16">
        <div className="flex flex-wrap items-end justify-between gap-4">
          <h2 id="console" className="text-xl tracking-tight">
            {t("console.title")}
          </h2>
          <Button asChild variant="primary">
            <SessionLink href="/sign-up">{t("console.signUp")}</SessionLink>
          </Button>
        </div>
        <div className="mt-6 grid border-y border-line md:grid-cols-3 md:divide-x md:divide-line">
          {points.map(({ id, Icon }) => (
            <div
              key={id}
              className="py-5 max-md:border-t max-md:border-line max-md:first:border-t-0 md:px-6 md:py-6 md:first:pl-0 md:last:pr-0"
            >
              <h3 className="flex items-center gap-2.5 text-md">
                <Icon aria-hidden className="size-4.5 text-accent" />
                {t(`console.${id}.title`)}
              </h3>
              <p className="mt-2 text-muted">{t(`console.${id}.text`)}</p>
            </div>
          ))}
        </div>
      </section>
      <section aria-labelledby="honesty" className="page pt-14">
        <h2 id="honesty" className="text-xl tracking-tight">
          {t("honesty.title")}
        </h2>
        <dl className="mt-5 grid gap-x-10 gap-y-5 md:grid-cols-2">
          {(["age", "reference", "stale", "source"] as const).map((id) => (
            <div key={id}>
              <dt className="font-medium">{t(`honesty.${id}.title`)}</dt>
              <dd className="mt-1 max-w-prose text-muted">{t(`honesty.${id}.text`)}</dd>
            </div>
          ))}
        </dl>
        <SiteLink
          href="/sources"
          className="mt-5 inline-block py-1 font-medium text-accent hover:underline"
        >
          {t("honesty.link")}
        </SiteLink>
      </section>
    </>
  );
}
