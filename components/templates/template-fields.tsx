"use client";

import { useTranslations } from "next-intl";
import { SshKeysField } from "@/components/ssh-keys/ssh-keys-field";
import { useSshKeys } from "@/components/ssh-keys/use-ssh-keys";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { allGpus } from "@/lib/gpus/catalog";
import { type TemplateView, visibilities } from "@/lib/templates/schema";
import { BeginningFields } from "./beginning-fields";
import { takesEverything } from "./beginning-takes";
import { WatchFields } from "./watch-fields";

const COUNTS = [1, 2, 4, 8] as const;

const models = allGpus().toSorted((one, other) =>
  one.name.localeCompare(other.name, "en", { numeric: true }),
);

export interface TemplateFieldsProps {
  readonly template: TemplateView | null;
  readonly errors: Readonly<Record<string, string>>;
}

/** Everything a template keeps. */
export function TemplateFields({ template, errors }: TemplateFieldsProps) {
  const t = useTranslations("templates.fields");
  const form = useTranslations("launch.form");
  const common = useTranslations("common");
  const optional = common("optional");
  const sshKeys = useSshKeys(template?.sshPublicKeys ?? []);
  return (
    <>
      <Field label={t("name")} error={errors.name}>
        <Input name="name" defaultValue={template?.name} maxLength={60} autoComplete="off" />
      </Field>
      <Field label={t("note")} optional={optional} error={errors.note}>
        <Input name="note" defaultValue={template?.note ?? ""} maxLength={300} autoComplete="off" />
      </Field>
      <Field label={t("visibility")} error={errors.visibility}>
        <Select name="visibility" defaultValue={template?.visibility ?? "private"}>
          {visibilities.map((one) => (
            <option key={one} value={one}>
              {t(`visibilities.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={form("image")} optional={optional} error={errors.image}>
        <Input
          name="image"
          defaultValue={template?.image ?? ""}
          maxLength={300}
          autoComplete="off"
          spellCheck={false}
          className="figures"
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("disk")} optional={optional} error={errors.diskGb}>
          <Input
            name="diskGb"
            inputMode="numeric"
            defaultValue={template?.diskGb ?? ""}
            maxLength={6}
            className="figures"
          />
        </Field>
        <Field label={form("ports")} optional={optional} error={errors.ports}>
          <Input
            name="ports"
            defaultValue={template?.ports.join(", ") ?? ""}
            maxLength={120}
            className="figures"
          />
        </Field>
        <Field label={t("gpu")} optional={optional} error={errors.gpuModels}>
          <Select name="gpuModel" defaultValue={template?.gpuModels[0]?.id ?? ""}>
            <option value="">{t("anyGpu")}</option>
            {models.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={form("gpuCount")} error={errors.gpuCount}>
          <Select name="gpuCount" defaultValue={template?.gpuCount ?? 1}>
            {COUNTS.map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label={t("ceiling")}
          optional={optional}
          hint={t("ceilingHint")}
          error={errors.maxPerHour}
        >
          <Input
            name="maxPerHour"
            inputMode="decimal"
            defaultValue={template?.maxPerHour ?? ""}
            maxLength={12}
            className="figures"
          />
        </Field>
      </div>
      <BeginningFields start={template} takes={takesEverything} errors={errors} />
      <SshKeysField
        label={form("ssh")}
        optional={optional}
        hint={t("sshHint")}
        error={errors.sshPublicKeys}
        choice={sshKeys}
      />
      <WatchFields start={template} trouble={null} errors={errors} />
    </>
  );
}
