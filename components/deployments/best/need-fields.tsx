"use client";

import { useTranslations } from "next-intl";
import { SshKeysField } from "@/components/ssh-keys/ssh-keys-field";
import type { SshKeysChoice } from "@/components/ssh-keys/use-ssh-keys";
import { takesEverything } from "@/components/templates/beginning-takes";
import { MoreFields } from "@/components/templates/more-fields";
import { WatchFields } from "@/components/templates/watch-fields";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { areas } from "@/lib/prices/types";
import type { Beginning } from "@/lib/templates/schema";
import { LeaseFields } from "../lease-fields";
import type { BestChoice } from "./best-values";
import { ModelPicker, type SoldGpu } from "./model-picker";

const COUNTS = [1, 2, 4, 8] as const;
const pricings = ["on-demand", "spot", "either"] as const;

export interface NeedFieldsProps {
  /** The template it begins with; null: none. */
  readonly start: Beginning | null;
  readonly sshKeys: SshKeysChoice;
  readonly sold: readonly SoldGpu[];
  readonly choice: BestChoice;
  readonly onChoice: (change: Partial<BestChoice>) => void;
  /** Proposed by the prices, until another is typed. */
  readonly proposedCeiling: string;
  readonly errors: Readonly<Record<string, string>>;
}

/** What is needed, wherever it will stand. */
export function NeedFields(props: NeedFieldsProps) {
  const { sold, choice, onChoice, errors } = props;
  const t = useTranslations("launch.best");
  return (
    <Card>
      <CardHead title={t("needTitle")} />
      <CardBody className="grid gap-5">
        <ModelPicker
          sold={sold}
          chosen={choice.models}
          onChange={(models) => onChoice({ models, except: [] })}
          error={errors.models}
        />
        <Market {...props} />
        <Software {...props} />
        <fieldset className="grid gap-3">
          <legend className="mb-2 text-sm font-medium">{t("leaseTitle")}</legend>
          <LeaseFields acts={["terminate", "stop"]} provider="" errors={errors} />
        </fieldset>
      </CardBody>
    </Card>
  );
}

function Market({ choice, onChoice, proposedCeiling, errors }: NeedFieldsProps) {
  const t = useTranslations("launch.best");
  const form = useTranslations("launch.form");
  const areaWords = useTranslations("areas");
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field className="content-start" label={form("gpuCount")} error={errors.count}>
        <Select
          value={choice.count}
          onChange={({ currentTarget: { value } }) => onChoice({ count: Number(value) })}
        >
          {COUNTS.map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        className="content-start"
        label={t("ceiling")}
        hint={t("ceilingHint")}
        error={errors.ceiling}
      >
        <Input
          inputMode="decimal"
          maxLength={12}
          autoComplete="off"
          value={choice.ceiling === "" ? proposedCeiling : choice.ceiling}
          onChange={({ currentTarget: { value } }) => onChoice({ ceiling: value || " " })}
          className="figures"
        />
      </Field>
      <Field className="content-start" label={t("pricing")}>
        <Select
          value={choice.pricing}
          onChange={({ currentTarget: { value } }) =>
            onChoice({ pricing: pricings.find((one) => one === value) ?? "on-demand" })
          }
        >
          {pricings.map((one) => (
            <option key={one} value={one}>
              {t(`pricings.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field className="content-start" label={t("area")}>
        <Select
          value={choice.area}
          onChange={({ currentTarget: { value } }) => onChoice({ area: value })}
        >
          <option value="">{areaWords("anywhere")}</option>
          {areas.map((area) => (
            <option key={area} value={area}>
              {areaWords(area)}
            </option>
          ))}
        </Select>
      </Field>
      {choice.pricing !== "on-demand" && (
        <p className="text-sm text-warn sm:col-span-2">{t("preemption")}</p>
      )}
    </div>
  );
}

function Software({ start, sshKeys, choice, onChoice, errors }: NeedFieldsProps) {
  const t = useTranslations("launch.best");
  const form = useTranslations("launch.form");
  const common = useTranslations("common");
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          className="content-start"
          label={form("name")}
          optional={common("optional")}
          error={errors.name}
        >
          <Input name="name" maxLength={80} autoComplete="off" />
        </Field>
        <Field
          className="content-start"
          label={t("diskGb")}
          hint={t("diskGbHint")}
          error={errors.diskGb}
        >
          <Input
            name="diskGb"
            inputMode="numeric"
            maxLength={6}
            value={choice.diskGb}
            onChange={({ currentTarget: { value } }) => onChoice({ diskGb: value })}
            className="figures"
          />
        </Field>
      </div>
      <Field
        label={form("image")}
        optional={common("optional")}
        hint={t("imageHint")}
        error={errors.image}
      >
        <Input
          name="image"
          maxLength={300}
          autoComplete="off"
          spellCheck={false}
          defaultValue={start?.image ?? ""}
          onChange={({ currentTarget: { value } }) => onChoice({ hasImage: value.trim() !== "" })}
          className="figures"
        />
      </Field>
      <Field
        label={form("ports")}
        optional={common("optional")}
        hint={t("portsHint")}
        error={errors.ports}
      >
        <Input
          name="ports"
          maxLength={120}
          defaultValue={start?.ports.join(", ") ?? ""}
          onChange={({ currentTarget: { value } }) => onChoice({ hasPorts: value.trim() !== "" })}
          className="figures"
        />
      </Field>
      <SshKeysField
        label={form("ssh")}
        optional={common("optional")}
        hint={t("sshHint")}
        error={errors.sshPublicKeys}
        choice={sshKeys}
      />
      <WatchFields start={start} trouble={null} errors={errors} />
      <MoreFields start={start} takes={takesEverything} errors={errors} />
    </>
  );
}
