"use client";

import { useTranslations } from "next-intl";
import { useLive } from "@/components/console/use-live";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { OfferView } from "@/lib/prices/types";
import type { VolumeList } from "@/lib/volumes/types";

export interface VolumeChoiceProps {
  readonly offer: OfferView;
  readonly error: string | undefined;
}

/** A volume to launch with: those at this provider and in reach; nothing where there is none. */
export function VolumeChoice({ offer, error }: VolumeChoiceProps) {
  const t = useTranslations("launch.form");
  const common = useTranslations("common");
  const { data } = useLive<VolumeList>("volumes");
  const near = (data?.volumes ?? []).filter(
    ({ providerId, region, wish }) =>
      providerId === offer.providerId &&
      wish === null &&
      (region === null || offer.region === null || region === offer.region),
  );
  if (near.length === 0) return null;
  return (
    <Field label={t("volume")} optional={common("optional")} hint={t("volumeHint")} error={error}>
      <Select name="volumeId" defaultValue="">
        <option value="">{t("volumeNone")}</option>
        {near.map(({ id, name, sizeGb, keyName }) => (
          <option key={id} value={id}>
            {t("volumeOption", { name, gb: sizeGb, key: keyName })}
          </option>
        ))}
      </Select>
    </Field>
  );
}
