import { useTranslations } from "next-intl";
import { SiteLink } from "@/components/layout/site-link";

export interface TextPartsProps {
  readonly page: "terms" | "privacy";
  readonly ids: readonly string[];
  /** Figures that the texts name. */
  readonly figures?: Readonly<Record<string, number>>;
}

/** The titled paragraphs of a legal page, in the order of `ids`. */
export function TextParts({ page, ids, figures }: TextPartsProps) {
  const t = useTranslations(`legal.${page}.parts`);
  return (
    <div className="grid gap-6">
      {ids.map((id) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id} className="text-md">
            {t(`${id}.title`)}
          </h2>
          <p className="mt-1 max-w-prose text-pretty text-muted">
            {t.rich(`${id}.text`, {
              ...figures,
              contact: (text) => (
                <SiteLink href="/contact" className="text-accent underline">
                  {text}
                </SiteLink>
              ),
            })}
          </p>
        </section>
      ))}
    </div>
  );
}
