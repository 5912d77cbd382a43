import { ChevronDown, FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";

export interface SandboxBannerProps {
  /** Where the sandbox can be steered; null hides the link. */
  readonly controlUrl: string | null;
}

/** Says on every page of the sandbox world that nothing here is real, and how to go live. */
export function SandboxBanner({ controlUrl }: SandboxBannerProps) {
  const t = useTranslations("layout.sandbox");
  return (
    <aside
      aria-label={t("badge")}
      className="border-b border-warn/25 bg-warn-soft text-sm text-ink print:hidden"
    >
      <div className="page py-1 leading-6">
        <span className="mr-2 inline-flex items-center gap-1.5 align-top font-semibold text-warn">
          <FlaskConical aria-hidden className="size-4" />
          {t("badge")}
        </span>
        {t("text")}{" "}
        {controlUrl && (
          <a href={controlUrl} className="mx-2 inline-block underline underline-offset-2">
            {t("control")}
          </a>
        )}
        <details className="group inline open:block">
          <summary className="inline-flex items-center gap-1 underline underline-offset-2">
            {t("goLive")}
            <ChevronDown aria-hidden className="size-3.5 group-open:rotate-180" />
          </summary>
          <p className="pb-1.5">
            {t.rich("goLiveText", {
              command: (text) => <code className="figures font-medium">{text}</code>,
            })}
          </p>
        </details>
      </div>
    </aside>
  );
}
