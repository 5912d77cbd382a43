import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";

/** Where mail goes in the sandbox world. */
export function SandboxMail({ mailUrl }: { readonly mailUrl: string }) {
  const t = useTranslations("auth.signUp");
  return (
    <p className="flex items-start gap-2 rounded bg-warn-soft px-3 py-2 text-sm">
      <FlaskConical aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <span>
        {t("sandboxMail")}{" "}
        <a href={mailUrl} target="_blank" rel="noreferrer" className="underline underline-offset-2">
          {t("sandboxMailLink")}
        </a>
      </span>
    </p>
  );
}
