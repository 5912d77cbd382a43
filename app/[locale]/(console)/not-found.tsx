import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Link } from "@/lib/i18n/navigation";

export default function ConsoleNotFound() {
  const t = useTranslations("console.notFound");
  return (
    <div className="grid grid-cols-1 justify-items-start gap-6">
      <PageHeader title={t("title")} note={t("text")} />
      <Button asChild variant="primary">
        <Link href="/dashboard">{t("back")}</Link>
      </Button>
    </div>
  );
}
