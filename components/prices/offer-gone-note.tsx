import { useTranslations } from "next-intl";

/** What somebody reads who followed an offer that is not sold any more; it needs no script. */
export function OfferGoneNote() {
  const t = useTranslations("gpu.offerGone");
  return (
    <p
      id="offer-gone"
      role="status"
      className="mb-4 hidden scroll-mt-4 rounded-lg bg-warn-soft px-4 py-3 text-warn target:block"
    >
      {t("text")}
    </p>
  );
}
