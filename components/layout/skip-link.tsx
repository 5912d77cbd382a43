import { useTranslations } from "next-intl";

/** The first thing the Tab key reaches; jumps to `<main id="content">`. */
export function SkipLink() {
  const t = useTranslations("layout");
  return (
    <nav aria-label={t("skip")}>
      <a
        href="#content"
        className="skip-link rounded bg-accent px-4 py-2 font-medium text-accent-ink shadow-float"
      >
        {t("skip")}
      </a>
    </nav>
  );
}
