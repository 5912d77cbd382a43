import { useTranslations } from "next-intl";
import type { GpuModel } from "@/lib/gpus/catalog";

/** What the maker says of the chip. A fact nobody published is left out, never guessed. */
export function SpecList({ gpu }: { readonly gpu: GpuModel }) {
  const t = useTranslations("gpu.spec");
  const rows = [
    [t("vendor"), gpu.vendor],
    [t("architecture"), gpu.architecture],
    [t("memory"), gpu.memoryGb && t("gigabytes", { value: gpu.memoryGb })],
    [t("memoryType"), gpu.memoryType],
    [t("bandwidth"), gpu.memoryBandwidthGbs && t("perSecond", { value: gpu.memoryBandwidthGbs })],
    [t("fp8"), gpu.fp8TensorTflops && t("tflops", { value: gpu.fp8TensorTflops })],
    [t("fp16"), gpu.fp16TensorTflops && t("tflops", { value: gpu.fp16TensorTflops })],
    [t("fp32"), gpu.fp32Tflops && t("tflops", { value: gpu.fp32Tflops })],
    [t("interconnect"), gpu.interconnectGbs && t("perSecond", { value: gpu.interconnectGbs })],
    [t("power"), gpu.tdpWatts && t("watts", { value: gpu.tdpWatts })],
    [t("form"), gpu.formFactor],
    [t("bus"), gpu.busInterface],
    [t("year"), gpu.releaseYear && String(gpu.releaseYear)],
  ].filter((row): row is [string, string] => Boolean(row[1]));
  return (
    <>
      <dl className="divide-y divide-line">
        {rows.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4 py-1.5">
            <dt className="text-muted">{name}</dt>
            <dd className="text-right tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {gpu.source && (
        <p className="mt-2 text-xs text-faint [overflow-wrap:anywhere]">
          {t("source", { source: gpu.source })}
        </p>
      )}
    </>
  );
}
