import type { LaunchInput } from "@/lib/deployments/schema";
import { AppError } from "@/lib/errors";
import type { Capabilities } from "@/lib/providers/contract";

/** What is asked of a machine besides its GPUs. */
export type Asked = Pick<LaunchInput, "image" | "ports" | "sshPublicKey" | "diskGb"> & {
  readonly environment?: LaunchInput["environment"] | undefined;
  readonly startupScript?: string | undefined;
};

/** Every field that the provider cannot give, with why: a key under `errors`. Pure. */
export function misfits(input: Asked, capabilities: Capabilities): Record<string, string> {
  const fields: Record<string, string> = {};
  const { diskGb } = capabilities;
  if (input.image !== undefined && !capabilities.image) fields.image = "image-not-offered";
  if (input.ports.length > 0 && !capabilities.ports) fields.ports = "ports-not-offered";
  const { environment = [], startupScript } = input;
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
  if (capabilities.sshKey === "required" && !input.sshPublicKey) {
    fields.sshPublicKey = "ssh-key-required";
  }
  if (input.diskGb !== undefined && !diskGb) fields.diskGb = "disk-not-offered";
  if (input.diskGb !== undefined && diskGb) {
    if (input.diskGb < diskGb.min || input.diskGb > diskGb.max) fields.diskGb = "disk-range";
  }
  return fields;
}

/**
 * Holds what a person asked for against what the provider can do. Throws `invalid` naming every
 * field that does not fit.
 */
export function requireFitting(
  input: Asked & Pick<LaunchInput, "region" | "count">,
  offer: { readonly region: string | null },
  capabilities: Capabilities,
): void {
  const fields = misfits(input, capabilities);
  const { diskGb } = capabilities;
  if (input.region !== undefined && offer.region !== null && input.region !== offer.region) {
    fields.region = "region-not-offered";
  }
  if (input.count > capabilities.maxGpuCount) fields.count = "count-range";
  if (Object.keys(fields).length === 0) return;
  throw new AppError("invalid", "invalid", {
    fields,
    ...(diskGb && { values: { min: diskGb.min, max: diskGb.max } }),
  });
}
