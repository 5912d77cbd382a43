"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { ServerClock } from "@/components/console/server-clock";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { formTexts, useFocusRefused, useSubmit } from "@/components/console/use-submit";
import { keyLines } from "@/components/ssh-keys/key-lines";
import { keysOf, useSshKeys } from "@/components/ssh-keys/use-ssh-keys";
import { readBeginning } from "@/components/templates/beginning-values";
import type { ActionOptions, ActionResult } from "@/lib/actions/types";
import type { BestView } from "@/lib/deployments/best/types";
import type { LaunchBestInput } from "@/lib/deployments/schema";
import type { DeploymentView } from "@/lib/deployments/types";
import { useRouter } from "@/lib/i18n/navigation";
import type { Beginning } from "@/lib/templates/schema";
import { readLaunch } from "../launch-form-values";
import { readLease } from "../lease-values";
import { BestPlan } from "./best-plan";
import { type BestChoice, bestPath, ceilingOf } from "./best-values";
import type { SoldGpu } from "./model-picker";
import { NeedFields } from "./need-fields";

type Given = Omit<LaunchBestInput, "providers"> & { readonly providers: string[] };

export interface BestFormProps {
  /** The template it begins with; null: none. */
  readonly start: Beginning | null;
  readonly sold: readonly SoldGpu[];
  readonly launchBest: (
    input: Given,
    options?: ActionOptions,
  ) => Promise<ActionResult<DeploymentView>>;
}

/** Any provider takes what is typed here or is left out of the list. */
const anything = {
  image: true,
  ports: true,
  sshKey: "optional",
  diskGb: { min: 1, max: 100_000 },
} as const;

/** What is needed on one side, the offers that fit and the one button on the other. */
export function BestForm({ start, sold, launchBest }: BestFormProps) {
  const t = useTranslations("launch.best");
  const [choice, setChoice] = useState<BestChoice>(() => startOf(sold, start));
  const sshKeys = useSshKeys(keysOf(start));
  const keys = keyLines(sshKeys.value).length;
  const live = useLive<BestView>(bestPath({ ...choice, keys }), {
    keepsPrevious: true,
    restMs: SLOW_MS,
  });
  const best = live.data;
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const requestId = useRef<string | null>(null);
  const { pending, refusal, send, refuse } = useSubmit(
    (input: Given) => {
      requestId.current ??= crypto.randomUUID();
      return launchBest(input, { requestId: requestId.current });
    },
    async ({ id }) => {
      router.push(`/dashboard/deployments/${id}`);
      await new Promise(() => {});
    },
  );
  useFocusRefused(form, refusal);
  const readError = useReadErrors();
  const change = (some: Partial<BestChoice>) => {
    requestId.current = null;
    if (refusal) refuse(null);
    setChoice((before) => ({ ...before, ...some }));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const read = readForm(formTexts(event.currentTarget), choice, best?.ceiling ?? null);
    if (read.input) {
      return void send({ ...read.input, ...(start && { templateId: start.id }) });
    }
    refuse({ code: "invalid", reason: "invalid", message: "", fields: readError(read.problems) });
  };
  return (
    <ServerClock live={live}>
      <form
        ref={form}
        method="post"
        noValidate
        onSubmit={submit}
        onChange={({ currentTarget }) => {
          const texts = formTexts(currentTarget);
          const { typed } = readBeginning(texts);
          change({
            watchInside: texts.watchInside !== undefined,
            stops: readLease(texts).lease?.act === "stop",
            ...(typed && {
              hasVariables: typed.environment.length > 0,
              hasCommand: typed.command !== undefined,
              hasScript: typed.startupScript !== undefined,
            }),
          });
        }}
        className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,28rem)]"
      >
        <NeedFields
          start={start}
          sshKeys={sshKeys}
          sold={sold}
          choice={choice}
          onChoice={change}
          proposedCeiling={best?.ceiling ?? ""}
          errors={refusal?.fields ?? {}}
        />
        <BestPlan
          choice={choice}
          best={best}
          trouble={live.trouble}
          onExcept={(except) => change({ except })}
          pending={pending}
          refusal={refusal}
          title={t("planTitle")}
        />
      </form>
    </ServerClock>
  );
}

function startOf([first]: readonly SoldGpu[], start: Beginning | null): BestChoice {
  const wished = start?.gpuModels.map(({ id }) => id) ?? [];
  const any = first ? [first.id] : [];
  return {
    models: wished.length > 0 ? wished : any,
    count: start?.gpuCount ?? 1,
    pricing: "on-demand",
    area: "",
    ceiling: start?.maxPerHour ?? "",
    diskGb: String(start?.diskGb ?? 40),
    hasImage: Boolean(start?.image),
    hasPorts: (start?.ports.length ?? 0) > 0,
    hasVariables: (start?.environment.length ?? 0) + (start?.secretNames.length ?? 0) > 0,
    hasCommand: Boolean(start?.command),
    hasScript: Boolean(start?.startupScript),
    watchInside: start?.watchInside ?? false,
    stops: false,
    except: [],
  };
}

/** What is wrong with a field, as a word. */
type Problems = Readonly<Partial<Record<string, string>>>;

const noCeiling = { ceiling: "ceiling" };

type Read =
  | { readonly input: Given; readonly problems: null }
  | { readonly input: null; readonly problems: Problems };

function readForm(
  texts: Record<string, string>,
  choice: BestChoice,
  proposed: string | null,
): Read {
  const { fields, problems } = readLaunch({ ...texts, providerKeyId: "any" }, anything);
  const { lease, problems: leaseProblems } = readLease(texts);
  const beginning = readBeginning(texts);
  const ceiling = choice.ceiling === "" ? proposed : ceilingOf(choice);
  if (!fields || leaseProblems || ceiling === null || !beginning.typed) {
    const found = {
      ...problems,
      ...leaseProblems,
      ...beginning.problems,
      ...(ceiling === null && noCeiling),
    };
    return { input: null, problems: found };
  }
  const { providerKeyId: _, ...wanted } = fields;
  return {
    problems: null,
    input: {
      ...wanted,
      ...beginning.typed,
      models: [...choice.models],
      count: choice.count,
      pricing: choice.pricing,
      areas: choice.area === "" ? [] : [choice.area],
      providers: [],
      ceiling,
      except: [...choice.except],
      ...(lease && { lease }),
    },
  };
}

/** Sentences for the words that reading a form gives. */
function useReadErrors() {
  const launch = useTranslations("launch.errors");
  const lease = useTranslations("deployments.lease.errors");
  const best = useTranslations("launch.best");
  const beginning = useTranslations("templates.errors");
  return (problems: Problems): Record<string, string> => {
    const values = { ...anything.diskGb, provider: "" };
    const said = Object.entries(problems).map(([field, word = ""]) => {
      if (field === "ceiling") return [field, best("ceilingWrong")];
      if (field.startsWith("lease") && lease.has(word)) return [field, lease(word)];
      if (beginning.has(word)) return [field, beginning(word)];
      return [field, launch.has(word) ? launch(word, values) : word];
    });
    return Object.fromEntries(said);
  };
}
