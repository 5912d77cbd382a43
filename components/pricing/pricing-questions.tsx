import { useTranslations } from "next-intl";
import { SiteLink } from "@/components/layout/site-link";
import type { QuestionFigures } from "@/lib/pricing/types";

const questions = [
  "machines",
  "trial",
  "change",
  "seats",
  "cancel",
  "failed",
  "downgrade",
  "refunds",
  "taxes",
  "card",
] as const;

/** What one wants to know before paying, answered with the figures the product runs on. */
export function PricingQuestions({ figures }: { readonly figures: QuestionFigures }) {
  const t = useTranslations("pricing.questions");
  return (
    <dl className="grid gap-x-10 gap-y-6 md:grid-cols-2">
      {questions.map((id) => (
        <div key={id}>
          <dt className="font-medium">{t(`${id}.question`)}</dt>
          <dd className="mt-1 max-w-prose text-pretty text-muted">
            {t.rich(`${id}.answer`, {
              ...figures,
              contact: (text) => (
                <SiteLink href="/contact" className="text-accent underline">
                  {text}
                </SiteLink>
              ),
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
