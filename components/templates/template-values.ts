import { readLaunch } from "@/components/deployments/launch-form-values";
import { type Visibility, visibilities } from "@/lib/templates/schema";
import { readBeginning, type TypedVariable } from "./beginning-values";

/** A template as typed, ready to be sent. */
export interface TypedTemplate {
  readonly name: string;
  readonly note?: string;
  readonly visibility: Visibility;
  readonly image?: string;
  readonly diskGb?: number;
  readonly ports: number[];
  readonly sshPublicKeys: string[];
  readonly httpCheck?: string;
  readonly watchInside: boolean;
  readonly environment: TypedVariable[];
  readonly command?: string;
  readonly startupScript?: string;
  readonly gpuModels: string[];
  readonly gpuCount: number;
  readonly maxPerHour?: string;
}

export type ReadTemplate =
  | { readonly typed: TypedTemplate; readonly problems: null }
  | { readonly typed: null; readonly problems: Readonly<Record<string, string>> };

const anything = { image: true, ports: true, sshKey: "optional" } as const;
const sizes = { min: 1, max: 100_000 } as const;

/** Reads the template form; problems are keys of `launch.errors` or `templates.errors`. Pure. */
export function readTemplate(texts: Readonly<Record<string, string>>): ReadTemplate {
  const takes = { ...anything, diskGb: (texts.diskGb ?? "").trim() === "" ? null : sizes };
  const launch = readLaunch({ ...texts, providerKeyId: "any" }, takes);
  const beginning = readBeginning(texts);
  const maxPerHour = (texts.maxPerHour ?? "").trim().replace(/^\$/, "");
  const name = (texts.name ?? "").trim();
  const note = (texts.note ?? "").trim();
  const isPrice = maxPerHour === "" || /^\d{1,6}(\.\d{1,6})?$/.test(maxPerHour);
  if (!launch.fields || !beginning.typed || !isPrice || name === "") {
    const problems = {
      ...launch.problems,
      ...beginning.problems,
      ...(!isPrice && { maxPerHour: "ceiling" }),
      ...(name === "" && { name: "name" }),
    };
    return { typed: null, problems };
  }
  const { providerKeyId: _, name: __, ...fields } = launch.fields;
  return {
    problems: null,
    typed: {
      ...fields,
      ...beginning.typed,
      name,
      visibility: visibilities.find((one) => one === texts.visibility) ?? "private",
      gpuModels: texts.gpuModel ? [texts.gpuModel] : [],
      gpuCount: Number(texts.gpuCount ?? 1),
      ...(note !== "" && { note }),
      ...(maxPerHour !== "" && { maxPerHour }),
    },
  };
}
