import { type Asked, misfits } from "@/lib/beginning/misfits";
import type { LaunchInput } from "@/lib/deployments/schema";
import { AppError } from "@/lib/errors";
import type { Capabilities } from "@/lib/providers/contract";

/**
 * Holds what a person asked for against what the provider can do. Throws `invalid` naming every
 * field that does not fit.
 */
export function requireFitting(
  input: Asked & Pick<LaunchInput, "region" | "count">,
  offer: { readonly region: string | null; readonly sharesAddress: boolean },
  capabilities: Capabilities,
): void {
  const fields = misfits(input, capabilities, offer);
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
