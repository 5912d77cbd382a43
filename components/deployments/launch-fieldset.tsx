"use client";

import { useTranslations } from "next-intl";
import { SshKeysField } from "@/components/ssh-keys/ssh-keys-field";
import { keysOf, useSshKeys } from "@/components/ssh-keys/use-ssh-keys";
import { takesOf } from "@/components/templates/beginning-takes";
import { MoreFields } from "@/components/templates/more-fields";
import { WatchFields } from "@/components/templates/watch-fields";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { watchTrouble } from "@/lib/beginning/misfits";
import type { LeaseAct } from "@/lib/deployments/schema";
import type { OfferView } from "@/lib/prices/types";
import type { Capabilities, ProviderMeta } from "@/lib/providers/contract";
import type { Beginning } from "@/lib/templates/schema";
import type { VolumeView } from "@/lib/volumes/schema";
import { KeyChoice, type KeyChoiceProps } from "./key-choice";
import type { LaunchData } from "./launch-data";
import { LeaseFields } from "./lease-fields";
import { price } from "./money";
import { VolumeChoice } from "./volume-choice";

const MOST_MACHINES = 10;
/** A container's image usually has JupyterLab at 8888; a bare machine has nothing there. */
const usualPorts = { container: "22, 8888", vm: "22" } as const;
const IMAGE_EXAMPLE = "pytorch/pytorch:…";

export interface LaunchFieldsetProps extends Pick<KeyChoiceProps, "addKey" | "readyKeys"> {
  readonly data: LaunchData;
  readonly offer: OfferView;
  readonly meta: ProviderMeta;
  readonly capabilities: Capabilities;
  readonly count: number;
  readonly onCount: (count: number) => void;
  readonly machines: number;
  readonly onMachines: (machines: number) => void;
  readonly onDisk: (gb: number) => void;
  readonly keyId: string;
  readonly onKey: (id: string) => void;
  /** The volume that goes with the machine; null: none. */
  readonly volume: VolumeView | null;
  readonly onVolume: (id: string | null) => void;
  /** The template it begins with; null: none. */
  readonly start: Beginning | null;
  /** Sentences by field. */
  readonly errors: Readonly<Record<string, string>>;
}

/** The fields this provider takes, and no others. */
export function LaunchFieldset(props: LaunchFieldsetProps) {
  const { data, offer, meta, capabilities, errors, start } = props;
  const t = useTranslations("launch.form");
  const best = useTranslations("launch.best");
  const common = useTranslations("common");
  const provider = meta.name;
  const sshKeys = useSshKeys(keysOf(start));
  return (
    <Card>
      <CardHead title={t("title")} />
      <CardBody className="grid gap-5">
        <KeyChoice
          keys={data.keys}
          value={props.keyId}
          onChange={props.onKey}
          meta={meta}
          addKey={props.addKey}
          readyKeys={props.readyKeys}
          error={errors.providerKeyId}
        />
        <Field
          label={t("name")}
          optional={common("optional")}
          hint={t("nameHint", { example: `${props.count} x ${offer.modelName}` })}
          error={errors.name}
        >
          <Input name="name" maxLength={80} autoComplete="off" />
        </Field>
        <Sizes {...props} />
        {capabilities.image && (
          <Field
            label={t("image")}
            optional={common("optional")}
            hint={t("imageHint", { provider })}
            error={errors.image}
          >
            <Input
              name="image"
              maxLength={300}
              autoComplete="off"
              spellCheck={false}
              placeholder={IMAGE_EXAMPLE}
              defaultValue={start?.image ?? ""}
              className="figures"
            />
          </Field>
        )}
        <Disks {...props} />
        {capabilities.ports && (
          <Field
            label={t("ports")}
            optional={common("optional")}
            hint={t("portsHint")}
            error={errors.ports}
          >
            <Input
              name="ports"
              defaultValue={start?.ports.join(", ") ?? usualPorts[capabilities.runtime]}
              maxLength={120}
              className="figures"
            />
          </Field>
        )}
        <SshKeysField
          label={t("ssh")}
          {...(capabilities.sshKey === "optional" && { optional: common("optional") })}
          hint={
            <>
              <p>{t(`ssh-${capabilities.sshKey}`, { provider })}</p>
              {capabilities.oneSshKey && <p>{t("ssh-one", { provider })}</p>}
              <p>{t("sshHint")}</p>
            </>
          }
          error={errors.sshPublicKeys}
          choice={sshKeys}
        />
        <WatchFields start={start} trouble={watchWords(props, t)} errors={errors} />
        <MoreFields start={start} takes={takesOf(meta)} errors={errors} />
        <fieldset className="grid gap-3">
          <legend className="mb-2 text-sm font-medium">{best("leaseTitle")}</legend>
          <LeaseFields acts={leaseActsOf(capabilities)} provider={provider} errors={errors} />
        </fieldset>
      </CardBody>
    </Card>
  );
}

/** Why this provider's machines cannot be looked into, as a sentence; null: they can. */
function watchWords({ capabilities, meta }: LaunchFieldsetProps, t: Words): string | null {
  const trouble = watchTrouble(capabilities, {});
  return trouble && t(trouble, { provider: meta.name });
}

type Words = ReturnType<typeof useTranslations<"launch.form">>;

/** The machine's own disk, and the volume that goes with it. */
function Disks({ data, offer, capabilities, errors, start, ...props }: LaunchFieldsetProps) {
  const t = useTranslations("launch.form");
  const volumes = data.volumes.filter(({ keyId }) => keyId === props.keyId);
  const replacesDisk = capabilities.withVolume?.replacesDisk ?? false;
  const { diskGb, dataPath: path } = capabilities;
  return (
    <>
      {volumes.length > 0 && (
        <VolumeChoice
          volumes={volumes}
          region={offer.region}
          replacesDisk={replacesDisk}
          value={props.volume?.id ?? null}
          onChange={props.onVolume}
          error={errors.volumeId}
        />
      )}
      {diskGb && !(replacesDisk && props.volume) && (
        <Field
          label={t(path ? "disk" : "diskWhole")}
          hint={path ? t("diskHint", { ...diskGb, path }) : t("diskWholeHint", diskGb)}
          error={errors.diskGb}
        >
          <Input
            name="diskGb"
            inputMode="numeric"
            defaultValue={start?.diskGb ?? diskGb.default}
            maxLength={6}
            onChange={(event) => props.onDisk(wholeGb(event.currentTarget.value))}
            className="figures max-w-40"
          />
        </Field>
      )}
    </>
  );
}

/** What the plan counts with while something is typed that is no size. */
function wholeGb(text: string): number {
  const gb = Number(text);
  return Number.isSafeInteger(gb) && gb > 0 ? gb : 0;
}

function leaseActsOf({ stop, stoppedBilling }: Capabilities): LeaseAct[] {
  return stop && stoppedBilling !== "full" ? ["stop", "terminate"] : ["terminate"];
}

function Sizes(props: LaunchFieldsetProps) {
  const { data, offer, count, onCount, machines, onMachines, errors } = props;
  const t = useTranslations("launch.form");
  const isFixed = data.counts.length === 1;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field
        className="content-start"
        label={t("gpuCount")}
        hint={isFixed ? t("gpuCountFixed") : undefined}
        error={errors.count}
      >
        <Select
          value={count}
          disabled={isFixed}
          onChange={(event) => onCount(Number(event.currentTarget.value))}
        >
          {data.counts.map((each) => (
            <option key={each.count} value={each.count}>
              {t("gpuCountOption", { count: each.count, amount: price(each.pricePerHour) })}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        className="content-start"
        label={t("machines")}
        hint={t("machinesHint")}
        error={errors.machines}
      >
        <Select
          value={machines}
          onChange={(event) => onMachines(Number(event.currentTarget.value))}
        >
          {Array.from({ length: MOST_MACHINES }, (_, index) => index + 1).map((number) => (
            <option key={number} value={number}>
              {number}
            </option>
          ))}
        </Select>
      </Field>
      <div className="sm:col-span-2">
        <p className="text-sm font-medium">{t("region")}</p>
        <p className="mt-1">
          {offer.region ?? props.volume?.region ?? t("regionAny", { provider: offer.providerName })}
          {offer.region !== null && (
            <span className="text-sm text-faint"> · {t("regionFixed")}</span>
          )}
        </p>
      </div>
    </div>
  );
}
