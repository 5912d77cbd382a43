"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { useDay } from "@/components/ui/day";
import { formatMoney } from "@/lib/format/money";
import { microsFromDecimal, microsToDecimal } from "@/lib/money";
import type { OfferView } from "@/lib/prices/types";
import type { Capabilities } from "@/lib/providers/contract";
import { diskPerHourMicros } from "@/lib/providers/disk-rate";
import type { VolumeView } from "@/lib/volumes/schema";
import { price } from "./money";
import { useNativePrice } from "./native-price";

export interface LaunchPlanProps {
  readonly offer: OfferView;
  readonly capabilities: Capabilities;
  readonly count: number;
  readonly machines: number;
  readonly diskGb: number | null;
  readonly volume: VolumeView | null;
  /** Dollars per hour of one machine without its disk. */
  readonly perHour: string;
  /** What stands under the plan; gets the total per hour as text. */
  readonly children: (total: string) => ReactNode;
}

/** What the button will do, what it costs, what stopping costs, and what happens to data. */
export function LaunchPlan(props: LaunchPlanProps) {
  const { offer, capabilities, count, machines, diskGb, volume, perHour, children } = props;
  const t = useTranslations("launch.plan");
  const best = useTranslations("launch.best");
  const nativePrice = useNativePrice();
  const writeDay = useDay();
  const provider = offer.providerName;
  const { runningDiskMicrosPerGbMonth, usualStartSeconds } = capabilities;
  const disk = diskPerHourMicros(runningDiskMicrosPerGbMonth, diskGb ?? 0);
  const total = ((microsFromDecimal(perHour) ?? 0n) + disk) * BigInt(machines);
  const amount = price(microsToDecimal(total));
  const [from, to] = usualStartSeconds;
  const starts = capabilities.startingBilling ?? capabilities.billingStarts;
  return (
    <Card>
      <CardHead title={t("title")} />
      <CardBody className="grid gap-4">
        <p className="text-md">
          {t("sentence", {
            machines,
            gpus: count,
            model: offer.modelName,
            place: [provider, offer.region ?? volume?.region].filter(Boolean).join(" "),
            amount,
          })}
        </p>
        {offer.pricingModel === "spot" && <p className="text-sm text-warn">{best("preemption")}</p>}
        <ul className="grid gap-2 text-sm text-muted">
          {disk > 0n && (
            <li>{t("disk", { gb: diskGb ?? 0, amount: price(microsToDecimal(disk)) })}</li>
          )}
          <li>{t("day", { amount: price(microsToDecimal(total * 24n)) })}</li>
          <li>{t(`starts.${starts}`, { provider, from, to })}</li>
          <li>{stopSentence(capabilities, diskGb, { t, provider })}</li>
          {volume && <li>{volumeSentence(volume, t)}</li>}
          {!(volume && capabilities.withVolume?.replacesDisk) && (
            <li>{dataSentence(capabilities, t)}</li>
          )}
          {capabilities.clearsLocalDisk && (
            <li>{t(`data.local.${capabilities.clearsLocalDisk}`)}</li>
          )}
          {offer.leastMinutes > 0 && (
            <li>{t("least", { provider, minutes: offer.leastMinutes })}</li>
          )}
          <li>{t("listed", { provider, price: nativePrice(offer.nativePrice) })}</li>
          {offer.rateDay !== undefined && (
            <li>
              {t("billedIn", { provider, currency: offer.currency, day: writeDay(offer.rateDay) })}
            </li>
          )}
          <li>{t("billedBy", { provider })}</li>
        </ul>
        {children(amount)}
      </CardBody>
    </Card>
  );
}

type Say = ReturnType<typeof useTranslations<"launch.plan">>;

function volumeSentence({ name, perMonth }: VolumeView, t: Say): string {
  const amount = perMonth === null ? null : formatMoney(perMonth);
  return amount === null ? t("data.volumeUnpriced", { name }) : t("data.volume", { name, amount });
}

function dataSentence({ dataPath, stop, restart }: Capabilities, t: Say): string {
  const acts = stop && restart ? "both" : stop ? "stop" : restart ? "restart" : "none";
  return dataPath === undefined
    ? t("data.disk", { acts })
    : t("data.path", { path: dataPath, acts });
}

function stopSentence(
  capabilities: Capabilities,
  diskGb: number | null,
  { t, provider }: { readonly t: Say; readonly provider: string },
): string {
  if (capabilities.isStoppedBillingAssumed) return t("stop.assumed", { provider });
  const stopped = diskPerHourMicros(capabilities.stoppedDiskMicrosPerGbMonth, diskGb ?? 0);
  if (capabilities.stoppedBilling === "disk" && stopped === 0n) return t("stop.nothing");
  const amount = price(microsToDecimal(stopped));
  return t(`stop.${capabilities.stoppedBilling}`, { provider, amount });
}
