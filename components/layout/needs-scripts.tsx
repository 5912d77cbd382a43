import { useTranslations } from "next-intl";

/** Says to a reader without scripts why nothing answers here. */
export function NeedsScripts() {
  const t = useTranslations("layout");
  return (
    <noscript>
      <p role="alert" className="border-b border-line bg-warn-soft px-4 py-3 text-warn">
        {t("needsScripts")}
      </p>
    </noscript>
  );
}
