"use client";

import { useTranslations } from "next-intl";
import { useSince } from "@/components/console/since";
import type { HealthView } from "@/lib/health/types";
import { Fact, Facts } from "../facts";

/** What the GPUs told of themselves last. */
export function GpuFacts({ health: { gpu } }: { readonly health: HealthView }) {
  return gpu && <Told gpu={gpu} />;
}

function Told({ gpu }: { readonly gpu: NonNullable<HealthView["gpu"]> }) {
  const t = useTranslations("deployments.health.gpu");
  const ago = useTranslations("common")("ago", { length: useSince(gpu.at) });
  const rows = [
    { name: t("use"), value: gpu.usePercent, unit: "%" },
    { name: t("memory"), value: gpu.memoryPercent, unit: "%" },
    { name: t("temperature"), value: gpu.temperature, unit: "°C" },
    { name: t("power"), value: gpu.powerWatts, unit: "W" },
  ];
  return (
    <section aria-label={t("title")} className="grid gap-2">
      <h3 className="text-sm font-medium">{t("title")}</h3>
      <Facts>
        {rows.map(
          ({ name, value, unit }) =>
            value !== null && (
              <Fact key={name} name={name}>
                <span className="figures">
                  {Math.round(value)} {unit}
                </span>
              </Fact>
            ),
        )}
      </Facts>
      <p className="text-sm text-faint">{t("told", { ago })}</p>
    </section>
  );
}
