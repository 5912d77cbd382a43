import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/lib/i18n/navigation";

export default function ConsoleNotFound() {
  const t = useTranslations("console.notFound");
  return (
    <EmptyState
      title={t("title")}
      text={t("text")}
      action={
        <Button asChild variant="primary">
          <Link href="/dashboard">{t("back")}</Link>
        </Button>
      }
    />
  );
}
