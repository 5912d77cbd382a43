"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { SubmitButton } from "@/components/console/submit-button";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { readBeginning, type TypedBeginning } from "@/components/templates/beginning-values";
import { CannotTake, notTaken } from "@/components/templates/cannot-take";
import { Banner } from "@/components/ui/banner";
import type { ActionOptions, ActionResult } from "@/lib/actions/types";
import type { LeaseInput } from "@/lib/deployments/schema";
import type { DeploymentView } from "@/lib/deployments/types";
import { useRouter } from "@/lib/i18n/navigation";
import { microsFromDecimal } from "@/lib/money";
import type { OfferView } from "@/lib/prices/types";
import type { Capabilities, ProviderMeta } from "@/lib/providers/contract";
import type { Beginning } from "@/lib/templates/schema";
import { workingKeys } from "./key-choice";
import type { LaunchData } from "./launch-data";
import { LaunchFieldset, type LaunchFieldsetProps } from "./launch-fieldset";
import { type LaunchFields, type LaunchTexts, readLaunch } from "./launch-form-values";
import { LaunchPlan } from "./launch-plan";
import { readLease } from "./lease-values";
import { PriceMoved } from "./price-moved";

export interface LaunchInput extends LaunchFields {
  readonly offerId: string;
  readonly count: number;
  readonly machines: number;
  readonly quotedPerHour: string;
  readonly volumeId?: string;
  readonly lease?: LeaseInput;
  readonly templateId?: string;
  readonly environment?: TypedBeginning["environment"];
  readonly command?: string;
  readonly startupScript?: string;
}

export interface LaunchFormProps extends Pick<LaunchFieldsetProps, "addKey" | "readyKeys"> {
  readonly launch: (
    input: LaunchInput,
    options?: ActionOptions,
  ) => Promise<ActionResult<{ deployments: DeploymentView[] }>>;
  /** The price per GPU and hour that led here; null where the address does not say. */
  readonly seenPrice: string | null;
  /** The template it begins with; null: none. */
  readonly start: Beginning | null;
  readonly data: LaunchData;
  readonly offer: OfferView;
  readonly meta: ProviderMeta;
  readonly capabilities: Capabilities;
}

/** What to start, what it will cost, and the one button. */
export function LaunchForm(props: LaunchFormProps) {
  const { launch, seenPrice, data, offer, meta, capabilities, start } = props;
  const t = useTranslations("launch");
  const errors = useTranslations("launch.errors");
  const leaseErrors = useTranslations("deployments.lease.errors");
  const beginningErrors = useTranslations("templates.errors");
  const router = useRouter();
  const [agreed, setAgreed] = useState(seenPrice ?? offer.pricePerGpuHour);
  const [count, setCount] = useState(data.counts[0]?.count ?? 1);
  const [machines, setMachines] = useState(1);
  const [diskGb, setDiskGb] = useState(
    capabilities.diskGb && (start?.diskGb ?? capabilities.diskGb.default),
  );
  const [chosenKey, setKey] = useState<string | null>(null);
  const [volumeId, setVolume] = useState<string | null>(null);
  const working = workingKeys(data.keys);
  const keyId = (working.find(({ id }) => id === chosenKey) ?? working[0])?.id ?? "";
  const volume = data.volumes.find((one) => one.id === volumeId && one.keyId === keyId) ?? null;
  const takes =
    volume && capabilities.withVolume?.replacesDisk ? noDisk(capabilities) : capabilities;
  const cannot = notTaken(start, capabilities);
  const requestId = useRef<string | null>(null);
  const { pending, refusal, send, refuse } = useSubmit(
    (input: LaunchInput) => {
      requestId.current ??= crypto.randomUUID();
      return launch(input, { requestId: requestId.current });
    },
    async ({ deployments }) => {
      const [only] = deployments;
      const one = only && deployments.length === 1;
      router.push(one ? `/dashboard/deployments/${only.id}` : "/dashboard/deployments");
      await new Promise(() => {});
    },
  );
  const form = useRef<HTMLFormElement>(null);
  useFocusRefused(form, refusal);
  const perHour = data.counts.find((each) => each.count === count)?.pricePerHour;
  const isDearer =
    (microsFromDecimal(offer.pricePerGpuHour) ?? 0n) > (microsFromDecimal(agreed) ?? 0n);
  const forget = () => {
    requestId.current = null;
    if (refusal) refuse(null);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isDearer || perHour === undefined || cannot.length > 0) return;
    const texts: LaunchTexts & Record<string, string> = formTexts(event.currentTarget);
    const { fields, problems } = readLaunch(texts, takes);
    const { lease, problems: leaseProblems } = readLease(formTexts(event.currentTarget));
    const beginning = readBeginning(texts);
    if (!fields || leaseProblems || !beginning.typed) {
      const range = { min: capabilities.diskGb?.min ?? 0, max: capabilities.diskGb?.max ?? 0 };
      const said = [
        ...Object.entries(problems ?? {}).map(
          ([name, problem]) => [name, errors(problem, { ...range, provider: meta.name })] as const,
        ),
        ...Object.entries(leaseProblems ?? {}).map(
          ([name, problem]) => [name, leaseErrors(problem)] as const,
        ),
        ...Object.entries(beginning.problems ?? {}).map(
          ([name, problem]) => [name, beginningErrors(problem)] as const,
        ),
      ];
      return refuse({
        code: "invalid",
        reason: "invalid",
        message: "",
        fields: Object.fromEntries(said),
      });
    }
    void send({
      ...fields,
      offerId: offer.id,
      count,
      machines,
      quotedPerHour: perHour,
      ...(volume && { volumeId: volume.id }),
      ...(lease && { lease }),
      ...beginning.typed,
      ...(start && { templateId: start.id }),
    });
  };
  return (
    <form
      ref={form}
      method="post"
      noValidate
      onSubmit={submit}
      onChange={forget}
      className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]"
    >
      <LaunchFieldset
        {...props}
        count={count}
        onCount={setCount}
        machines={machines}
        onMachines={setMachines}
        onDisk={setDiskGb}
        keyId={keyId}
        onKey={setKey}
        volume={volume}
        onVolume={setVolume}
        errors={refusal?.fields ?? {}}
      />
      <div className="grid gap-4 lg:sticky lg:top-20">
        <PriceMoved agreed={agreed} now={offer.pricePerGpuHour} onAgree={setAgreed} />
        <LaunchPlan
          offer={offer}
          capabilities={takes}
          count={count}
          machines={machines}
          diskGb={takes.diskGb && diskGb}
          volume={volume}
          perHour={perHour ?? offer.pricePerHour}
        >
          {(total) => (
            <>
              <CannotTake provider={meta.name} parts={cannot} />
              {refusal && !refusal.fields && (
                <Banner tone="bad" title={refusal.message}>
                  {refusal.code !== "internal" && t("refused")}
                </Banner>
              )}
              {refusal?.fields && <p className="text-bad">{t("fieldsWrong")}</p>}
              <SubmitButton
                size="lg"
                className="w-full"
                pending={pending}
                disabled={isDearer || perHour === undefined || cannot.length > 0}
              >
                {pending ? t("pending") : t("submit", { machines, amount: total })}
              </SubmitButton>
            </>
          )}
        </LaunchPlan>
      </div>
    </form>
  );
}

/** What is left to ask for where a volume takes the disk's place. */
function noDisk(capabilities: Capabilities): Capabilities {
  return { ...capabilities, diskGb: null };
}
