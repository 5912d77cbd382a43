"use client";

import { useParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { SiteLink } from "@/components/layout/site-link";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { nearestIds } from "@/lib/gpus/nearest";
import type { NearGpu } from "@/lib/market/types";
import { NearList } from "./near-list";

const MOST = 5;

export interface UnknownGpuProps {
  /** All GPUs on sale, those most asked for first. */
  readonly gpus: readonly NearGpu[];
}

/** A GPU nobody knows, and those that its address most likely meant. */
export function UnknownGpu({ gpus }: UnknownGpuProps) {
  const t = useTranslations("gpu.near");
  const { model } = useParams<{ model?: string }>();
  const near = nearestIds(model ?? "", gpus).slice(0, MOST);
  return (
    <div className="page grid grid-cols-[minmax(0,1fr)] justify-items-start gap-3 py-16">
      <p className="figures text-sm text-faint">404</p>
      <h1 className="text-xl tracking-tight">{t("unknownTitle")}</h1>
      <p className="max-w-prose text-md text-muted">{t("unknownText")}</p>
      {near.length > 0 && (
        <Card className="mt-3 w-full max-w-3xl">
          <CardHead title={t("title")} />
          <NearList gpus={near} />
        </Card>
      )}
      <Button asChild variant="primary" className="mt-3">
        <SiteLink href="/gpus">{t("all")}</SiteLink>
      </Button>
    </div>
  );
}
