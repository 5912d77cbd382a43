import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Link } from "@/lib/i18n/navigation";

export default function NotFound() {
  const t = useTranslations("layout.notFound");
  return (
    <div className="page grid justify-items-start gap-3 py-24">
      <p className="figures text-sm text-faint">404</p>
      <h1 className="text-xl tracking-tight">{t("title")}</h1>
      <p className="max-w-prose text-md text-muted">{t("text")}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button asChild variant="primary">
          <Link href="/gpus">{t("gpus")}</Link>
        </Button>
        <Button asChild>
          <Link href="/">{t("home")}</Link>
        </Button>
      </div>
    </div>
  );
}
