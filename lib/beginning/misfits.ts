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
}

/** Every field that the provider cannot give, with why: a key under `errors`. Pure. */
export function misfits(input: Asked, capabilities: Capabilities): Record<string, string> {
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
  return fields;
}
