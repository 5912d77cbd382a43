import { parseHttpCheck, portTrouble } from "@/lib/beginning/http-check";
import type { Capabilities } from "@/lib/providers/contract";

/** What is asked of a machine besides its GPUs. */
export interface Asked {
  readonly image?: string | undefined;
  readonly ports: readonly number[];
  readonly sshPublicKeys?: readonly string[] | undefined;
  readonly command?: string | undefined;
  readonly diskGb?: number | undefined;
  readonly environment?: readonly unknown[] | undefined;
  readonly startupScript?: string | undefined;
  readonly httpCheck?: string | undefined;
  readonly watchInside?: boolean | undefined;
}

/** Why a machine cannot be looked into over SSH, a key under `errors`; `null`: it can. Pure. */
export function watchTrouble(
  { oneSshKey, command }: Pick<Capabilities, "oneSshKey" | "command">,
  asked: Pick<Asked, "command">,
): "watch-one-key" | "watch-no-ssh" | null {
  if (oneSshKey) return "watch-one-key";
  const hasNoSsh = command === "instead-of-ssh" && asked.command !== undefined;
  return hasNoSsh ? "watch-no-ssh" : null;
}

/**
 * Every field that the provider cannot give, with why: a key under `errors`. `offer`: the one that it
 * is asked of, where that is known. Pure.
 */
export function misfits(
  input: Asked,
  capabilities: Capabilities,
  { sharesAddress }: { readonly sharesAddress: boolean } = { sharesAddress: false },
): Record<string, string> {
  const fields: Record<string, string> = {};
  const { diskGb } = capabilities;
  if (input.image !== undefined && !capabilities.image) fields.image = "image-not-offered";
  if (input.ports.length > 0 && !capabilities.ports) fields.ports = "ports-not-offered";
  const { environment = [], startupScript, command, sshPublicKeys = [] } = input;
  if (environment.length > 0 && !capabilities.environment) {
    fields.environment = "environment-not-offered";
  }
  if (startupScript !== undefined) {
    const most = capabilities.startupScript?.maxBytes;
    if (most === undefined) fields.startupScript = "script-not-offered";
    else if (new TextEncoder().encode(startupScript).length > most) {
      fields.startupScript = "script-too-long";
    }
  }
  if (command !== undefined) {
    if (!capabilities.command) fields.command = "command-not-offered";
    else if (capabilities.command === "instead-of-ssh" && startupScript !== undefined) {
      fields.startupScript ??= "script-or-command";
    }
  }
  if (capabilities.sshKey === "required" && sshPublicKeys.length === 0) {
    fields.sshPublicKeys = "ssh-key-required";
  }
  if (capabilities.oneSshKey && sshPublicKeys.length > 1) fields.sshPublicKeys = "ssh-one-key";
  if (input.diskGb !== undefined && !diskGb) fields.diskGb = "disk-not-offered";
  if (input.diskGb !== undefined && diskGb) {
    if (input.diskGb < diskGb.min || input.diskGb > diskGb.max) fields.diskGb = "disk-range";
  }
  const check = input.httpCheck === undefined ? null : parseHttpCheck(input.httpCheck);
  const closed =
    check && portTrouble(check.port, { ...capabilities, sharesAddress, opened: input.ports });
  if (closed) fields.httpCheck = closed;
  const trouble = input.watchInside ? watchTrouble(capabilities, input) : null;
  if (trouble) fields.watchInside = trouble;
  return fields;
}
