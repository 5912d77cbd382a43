"use client";

import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/lib/i18n/navigation";
import { GpuWords } from "./deployment-list";
import { Fact, Facts } from "./facts";
import type { LiveDeploymentDetail } from "./live-deployment";

/** What was asked for and where it stands. */
export function MachineCard({ view }: { readonly view: LiveDeploymentDetail }) {
  const t = useTranslations("deployments.detail");
  const launch = useTranslations("launch.offer");
  return (
    <Card>
      <CardHead title={t("machine")} />
      <CardBody>
        <Facts>
          <Fact name={t("gpu")}>
            <GpuWords view={view} />
          </Fact>
          <Fact name={t("provider")}>
            {view.providerName}
            {view.brokeredName !== null && (
              <span className="text-muted">
                {" "}
                · {launch("runsAt", { cloud: view.brokeredName })}
              </span>
            )}
            {view.tier && <span className="text-muted"> · {view.tier}</span>}
          </Fact>
          <Fact name={t("region")}>{view.region ?? t("anyRegion")}</Fact>
          {view.pricingModel === "spot" && <Fact name={t("market")}>{t("spot")}</Fact>}
          {view.instanceType && (
            <Fact name={t("instanceType")}>
              <span className="figures">{view.instanceType}</span>
            </Fact>
          )}
          {view.image && (
            <Fact name={t("image")}>
              <span className="figures">{view.image}</span>
            </Fact>
          )}
          {view.diskGb !== null && <Fact name={t("disk")}>{view.diskGb} GB</Fact>}
          {view.volumeId !== null && (
            <Fact name={t("volume")}>
              <Link href="/dashboard/volumes" className="figures underline">
                {view.volumeId}
              </Link>
            </Fact>
          )}
          <Fact name={t("key")}>
            {view.key.name} <span className="figures text-muted">••••{view.key.lastFour}</span>
          </Fact>
          {view.providerInstanceId && (
            <Fact name={t("instance", { provider: view.providerName })}>
              <span className="inline-flex items-center gap-1">
                <span className="figures">{view.providerInstanceId}</span>
                <CopyButton
                  text={view.providerInstanceId}
                  what={t("instance", { provider: view.providerName })}
                  className="size-6"
                />
              </span>
            </Fact>
          )}
          <Fact name={t(view.origin === "adopted" ? "adopted" : "created")}>
            <Instant at={view.createdAt} />
          </Fact>
        </Facts>
      </CardBody>
    </Card>
  );
}
