"use client";

import { useTranslations } from "next-intl";
import { formatPrice } from "@/lib/format/money";
import { findGpu } from "@/lib/gpus/catalog";
import type { Beginning } from "@/lib/templates/schema";

/** What a template brings, in one line of facts; of secrets only how many. */
export function TemplateFacts({ beginning }: { readonly beginning: Beginning }) {
  const t = useTranslations("templates.facts");
  const { diskGb, ports, environment, secretNames, gpuModels, gpuCount, maxPerHour } = beginning;
  const gpus = gpuModels.map(({ id, name }) => findGpu(id)?.name ?? name).join(", ");
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-muted">
      {beginning.image && <span className="figures break-all">{beginning.image}</span>}
      {beginning.command && <span className="figures break-all">{beginning.command}</span>}
      {gpus !== "" && <span>{t("gpus", { count: gpuCount, gpus })}</span>}
      {diskGb !== null && <span>{t("disk", { gb: diskGb })}</span>}
      {ports.length > 0 && <span>{t("ports", { ports: ports.join(", ") })}</span>}
      {environment.length > 0 && <span>{t("variables", { count: environment.length })}</span>}
      {secretNames.length > 0 && <span>{t("secrets", { count: secretNames.length })}</span>}
      {beginning.sshPublicKeys.length > 0 && (
        <span>{t("keys", { count: beginning.sshPublicKeys.length })}</span>
      )}
      {beginning.startupScript && <span>{t("script")}</span>}
      {maxPerHour !== null && (
        <span>{t("ceiling", { price: formatPrice(maxPerHour) ?? maxPerHour })}</span>
      )}
    </span>
  );
}
