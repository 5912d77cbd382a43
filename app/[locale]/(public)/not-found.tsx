import { useTranslations } from "next-intl";
import { SiteLink } from "@/components/layout/site-link";
import { Button } from "@/components/ui/button";

export default function NotFound() {
  const t = useTranslations("layout.notFound");
  return (
    <div className="page grid justify-items-start gap-3 py-24">
      <p className="figures text-sm text-faint">404</p>
      <h1 className="text-xl tracking-tight">{t("title")}</h1>
      <p className="max-w-prose text-md text-muted">{t("text")}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button asChild variant="primary">
          <SiteLink href="/gpus">{t("gpus")}</SiteLink>
        </Button>
        <Button asChild>
          <SiteLink href="/">{t("home")}</SiteLink>
        </Button>
      </div>
    </div>
  );
}
