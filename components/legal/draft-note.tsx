import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";

/** Says above a text of the operator's that it is a draft still. */
export function DraftNote() {
  const t = useTranslations("legal.draft");
  return (
    <Banner tone="warn" title={t("title")} className="max-w-[84ch]">
      {t("text")}
    </Banner>
  );
}
