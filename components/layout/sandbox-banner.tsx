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
      <div className="page flex flex-wrap items-center gap-x-3 gap-y-0.5 py-1">
        <span className="inline-flex items-center gap-1.5 font-semibold text-warn">
          <FlaskConical aria-hidden className="size-4" />
          {t("badge")}
        </span>
        <span className="min-w-0">{t("text")}</span>
        {controlUrl && (
          <a href={controlUrl} className="py-0.5 underline underline-offset-2">
            {t("control")}
          </a>
        )}
        <details className="group open:basis-full">
          <summary className="inline-flex items-center gap-1 py-0.5 underline underline-offset-2">
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
