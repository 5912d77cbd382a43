import { keyLines } from "@/components/ssh-keys/key-lines";
import { parseHttpCheck } from "@/lib/beginning/http-check";
import { MOST_SSH_KEYS } from "@/lib/beginning/schema";
import { launchInput } from "@/lib/deployments/schema";
import type { Capabilities } from "@/lib/providers/contract";

/** Why a typed field cannot be sent: a key of `launch.errors`. */
export type LaunchProblem =
  | "name"
  | "image"
  | "disk"
  | "ports"
  | "ssh"
  | "sshPrivate"
  | "sshRequired"
  | "sshMany"
  | "sshOne"
  | "key"
  | "httpCheck"
  | "httpCheckPort";

export interface LaunchTexts {
  readonly name?: string;
  readonly providerKeyId?: string;
  readonly image?: string;
  readonly diskGb?: string;
  readonly ports?: string;
  /** One key a line. */
  readonly sshPublicKeys?: string;
  readonly httpCheck?: string;
  readonly watchInside?: string;
}

export interface LaunchFields {
  readonly name?: string;
  readonly providerKeyId: string;
  readonly image?: string;
  readonly diskGb?: number;
  readonly ports: number[];
  readonly sshPublicKeys: string[];
  readonly httpCheck?: string;
  readonly watchInside: boolean;
}

export type ReadLaunch =
  | { readonly fields: LaunchFields; readonly problems: null }
  | { readonly fields: null; readonly problems: Partial<Record<keyof LaunchTexts, LaunchProblem>> };

/** What a provider takes of what can be typed. */
type Takes = Pick<Capabilities, "image" | "ports" | "sshKey" | "oneSshKey"> & {
  readonly diskGb: Pick<NonNullable<Capabilities["diskGb"]>, "min" | "max"> | null;
};

const shape = launchInput.shape;
const MOST_PORTS = 20;

/** Reads what was typed into the launch form against what the provider can do. */
export function readLaunch(texts: LaunchTexts, capabilities: Takes): ReadLaunch {
  const problems: Partial<Record<keyof LaunchTexts, LaunchProblem>> = {};
  const name = texts.name?.trim() ?? "";
  const image = texts.image?.trim() ?? "";
  const sshPublicKeys = keyLines(texts.sshPublicKeys ?? "");
  const ports = readPorts(texts.ports ?? "");
  const diskGb = Number((texts.diskGb ?? "").trim() || Number.NaN);
  const disk = capabilities.diskGb;
  if (name !== "" && !shape.name.safeParse(name).success) problems.name = "name";
  if (!texts.providerKeyId) problems.providerKeyId = "key";
  if (capabilities.image && image !== "" && !shape.image.safeParse(image).success) {
    problems.image = "image";
  }
  if (disk && (!Number.isInteger(diskGb) || diskGb < disk.min || diskGb > disk.max)) {
    problems.diskGb = "disk";
  }
  if (ports === null) problems.ports = "ports";
  const sshProblem = problemOfSsh(sshPublicKeys, capabilities);
  if (sshProblem) problems.sshPublicKeys = sshProblem;
  const httpCheck = texts.httpCheck?.trim() ?? "";
  const httpProblem = problemOfHttp(httpCheck, capabilities.ports ? ports : null);
  if (httpProblem) problems.httpCheck = httpProblem;
  if (Object.keys(problems).length > 0 || ports === null) return { fields: null, problems };
  return {
    problems: null,
    fields: {
      providerKeyId: texts.providerKeyId ?? "",
      ports: capabilities.ports ? ports : [],
      sshPublicKeys,
      watchInside: texts.watchInside !== undefined,
      ...(httpCheck !== "" && { httpCheck }),
      ...(name !== "" && { name }),
      ...(capabilities.image && image !== "" && { image }),
      ...(disk && { diskGb }),
    },
  };
}

function readPorts(text: string): number[] | null {
  const words = text.split(/[\s,，、]+/u).filter((word) => word !== "");
  const ports = words.map(Number);
  const isFine = ports.every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535);
  return isFine && ports.length <= MOST_PORTS ? [...new Set(ports)] : null;
}

/** `ports`: those that are opened; `null` where all are, or what was typed is none. */
function problemOfHttp(text: string, ports: readonly number[] | null): LaunchProblem | null {
  if (text === "") return null;
  const { data } = shape.httpCheck.safeParse(text);
  const check = data === undefined ? null : parseHttpCheck(data);
  if (!check) return "httpCheck";
  return ports?.includes(check.port) === false ? "httpCheckPort" : null;
}

function problemOfSsh(
  keys: readonly string[],
  { sshKey, oneSshKey }: Pick<Capabilities, "sshKey" | "oneSshKey">,
): LaunchProblem | null {
  if (keys.length === 0) return sshKey === "required" ? "sshRequired" : null;
  if (keys.some((key) => key.includes("PRIVATE KEY"))) return "sshPrivate";
  if (oneSshKey && keys.length > 1) return "sshOne";
  if (keys.length > MOST_SSH_KEYS) return "sshMany";
  return shape.sshPublicKeys.safeParse(keys).success ? null : "ssh";
}
