import { useTranslations } from "next-intl";

export interface ContactTextProps {
  /** Where questions go; null where the operator has named no address. */
  readonly address: string | null;
}

/** How to reach the people who run this installation. */
export function ContactText({ address }: ContactTextProps) {
  const t = useTranslations("legal.contact");
  return (
    <div className="grid gap-6">
      <p className="max-w-prose">
        {address
          ? t.rich("write", {
              address,
              mail: (text) => (
                <a href={`mailto:${address}`} className="font-medium text-accent underline">
                  {text}
                </a>
              ),
            })
          : t("none")}
      </p>
      <section aria-labelledby="operator">
        <h2 id="operator" className="text-md">
          {t("operatorTitle")}
        </h2>
        <p className="mt-1 max-w-prose text-muted">{t("operator")}</p>
      </section>
    </div>
  );
}
