import { useTranslations } from "next-intl";
import { SiteLink } from "@/components/layout/site-link";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import type { GpuView } from "@/lib/market/types";
import { AreaPrices } from "./area-prices";
import { ChangeList } from "./change-list";
import { SpecList } from "./spec-list";

/** Beside the offers of a GPU: where it is cheapest, what moved, and what its maker says of it. */
export function GpuAside({ view }: { readonly view: GpuView }) {
  const t = useTranslations("gpu");
  const { gpu, page, areas, changes } = view;
  const others = page.variants.filter(({ modelId }) => modelId !== page.modelId);
  return (
    <div className="grid min-w-0 gap-6">
      {areas.length > 0 && (
        <Card>
          <CardHead title={t("areas.title")} note={t("areas.note")} />
          <AreaPrices areas={areas} />
        </Card>
      )}
      <Card>
        <CardHead title={t("changes.title")} note={t("changes.note")} />
        <CardBody className="py-2.5">
          <ChangeList changes={changes} />
        </CardBody>
      </Card>
      <Card>
        <CardHead title={t("spec.title")} />
        <CardBody className="py-2.5">
          <SpecList gpu={gpu} />
        </CardBody>
      </Card>
      {others.length > 0 && (
        <Card>
          <CardHead title={t("variants.title")} note={t("variants.note")} />
          <CardBody className="flex flex-wrap gap-x-4 py-2.5">
            {others.map(({ modelId, name }) => (
              <SiteLink
                key={modelId}
                href={`/gpus/${modelId}`}
                className="py-1 text-accent hover:underline"
              >
                {name}
              </SiteLink>
            ))}
          </CardBody>
        </Card>
      )}
    </div>
  );
}
