"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { VolumeView } from "@/lib/volumes/schema";

export interface VolumeChoiceProps {
  /** The volumes of the chosen key's account. */
  readonly volumes: readonly VolumeView[];
  /** Where the machine will stand; null: where the volume is. */
  readonly region: string | null;
  readonly replacesDisk: boolean;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly error: string | undefined;
}

/** Which volume of the account goes with the machine; those in another region can be seen only. */
export function VolumeChoice(props: VolumeChoiceProps) {
  const { volumes, region, replacesDisk, value, onChange, error } = props;
  const t = useTranslations("launch.form");
  const common = useTranslations("common");
  return (
    <Field
      label={t("volume")}
      optional={common("optional")}
      hint={replacesDisk ? `${t("volumeHint")} ${t("volumeReplaces")}` : t("volumeHint")}
      error={error}
    >
      <Select
        name="volumeId"
        value={value ?? ""}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      >
        <option value="">{t("volumeNone")}</option>
        {volumes.map((volume) => {
          const { id, name, sizeGb: gb } = volume;
          const isNear = isInReach(volume, region);
          return (
            <option key={id} value={id} disabled={!isNear}>
              {isNear
                ? t("volumeOption", { name, gb })
                : t("volumeElsewhere", { name, gb, region: volume.region ?? "" })}
            </option>
          );
        })}
      </Select>
    </Field>
  );
}

/** A volume goes with a machine in its own region alone. */
function isInReach(volume: VolumeView, region: string | null): boolean {
  return volume.region === null || region === null || volume.region === region;
}
