import { microsFromNumber } from "@/lib/money";
import type { CallContext, Credentials, Volume, VolumesFace } from "../contract";
import { ProviderError } from "../errors";
import { goneIs } from "../gone";
import type { VastaiClient } from "./client";
import { countryOf } from "./map";
import { type VastVolume, volume } from "./wire";

/** Disks that hosts sell beside machines; each stays on the machine it was made on. */
export function volumesFace(client: VastaiClient): VolumesFace {
  return {
    async list(credentials, context) {
      const { volumes } = await client.volumes(credentials, context);
      return volumes.map(toVolume);
    },
    async remove(credentials, id, context) {
      await goneIs(undefined, client.removeVolume(credentials, numberOf(id), context));
    },
  };
}

/** A volume in our words. */
export function toVolume(row: VastVolume): Volume {
  return {
    id: String(row.id),
    name: row.label ?? null,
    sizeGb: row.disk_space,
    region: countryOf(row),
    attachedTo: (row.instances ?? []).flatMap(instanceIdOf),
    ratePerHourMicros: microsFromNumber(row.storage_total_cost ?? Number.NaN),
    createdAt: row.start_date ? new Date(row.start_date * 1000) : null,
    nativeStatus: row.status ?? "not told",
  };
}

const attached = volume.pick({ id: true });

/** The document does not say what a volume's instances look like. */
function instanceIdOf(instance: unknown): string[] {
  if (typeof instance === "number") return [String(instance)];
  const parsed = attached.safeParse(instance);
  return parsed.success ? [String(parsed.data.id)] : [];
}

/** The machine on which a volume is, and on which alone it can be used; `null` for none. */
export async function machineOfVolume(
  client: Pick<VastaiClient, "volumes">,
  credentials: Credentials,
  { id, context }: { readonly id: string | null; readonly context: CallContext },
): Promise<number | null> {
  if (id === null) return null;
  const { volumes } = await client.volumes(credentials, context);
  const found = volumes.find((row) => String(row.id) === id);
  if (found) return found.machine_id;
  throw new ProviderError("invalid-request", { detail: "the account has no such volume" });
}

function numberOf(id: string): number {
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw new ProviderError("not-found", { detail: "no volume has such an id" });
}
