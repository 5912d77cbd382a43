import { divideHalfEven, type Micros, microsFromNumber } from "@/lib/money";
import type { AccountSshKey, Balance, Volume } from "../contract";
import { ProviderError } from "../errors";
import type { SshKey, VerdaBalance, VerdaVolume } from "./wire";

const HOURS_PER_MONTH = 730n;

export function toSshKey({ id, name, key }: SshKey): AccountSshKey {
  return { id, name: name ?? null, publicKey: key };
}

export function toBalance({ amount, currency }: VerdaBalance): Balance {
  const micros = microsFromNumber(amount);
  if (micros === null) throw new ProviderError("transient", { detail: "a balance of no amount" });
  return { micros, currency };
}

/** Volumes in the trash have ended. */
export function toVolumes(volumes: readonly VerdaVolume[]): Volume[] {
  return volumes.filter(({ status }) => status !== "deleted").map(toVolume);
}

function toVolume(volume: VerdaVolume): Volume {
  const shared = volume.instances?.map(({ id }) => id) ?? [];
  const attachedTo = new Set([...(volume.instance_id ? [volume.instance_id] : []), ...shared]);
  return {
    id: volume.id,
    name: volume.name ?? null,
    sizeGb: volume.size,
    region: volume.location ?? volume.location_code ?? null,
    attachedTo: [...attachedTo],
    ...(volume.is_os_volume && { isSystem: true }),
    ratePerHourMicros: toRate(volume),
    createdAt: new Date(volume.created_at),
    nativeStatus: volume.status,
  };
}

/** What the volume that holds a machine's system costs an hour; `null` where it is not told. */
export function systemRate(volumes: readonly Volume[], machineId: string): Micros | null {
  const found = volumes.find((one) => one.isSystem && one.attachedTo.includes(machineId));
  return found?.ratePerHourMicros ?? null;
}

/** Told per month and in dollars, or not known. */
function toRate({ monthly_price: monthly, currency }: VerdaVolume): Micros | null {
  if (monthly == null || currency?.toUpperCase() !== "USD") return null;
  const micros = microsFromNumber(monthly);
  return micros === null ? null : divideHalfEven(micros, HOURS_PER_MONTH);
}
