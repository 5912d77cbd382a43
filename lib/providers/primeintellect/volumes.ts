import { microsFromNumber } from "@/lib/money";
import type { Volume, VolumesFace } from "../contract";
import { goneIs } from "../gone";
import type { primeIntellectClient } from "./client";
import { placeOf } from "./map";
import type { Disk } from "./wire";

/** Disks that are put to a pod at its launch and outlive it. */
export function volumesFace(as: ReturnType<typeof primeIntellectClient>): VolumesFace {
  return {
    async list(credentials, context) {
      const disks = await as(credentials, context).disks();
      return disks.filter(({ status }) => status !== "TERMINATED").map(toVolume);
    },
    async remove(credentials, id, context) {
      await goneIs(undefined, as(credentials, context).endDisk(id));
    },
  };
}

function toVolume(disk: Disk): Volume {
  const { priceHr, stoppedPriceHr, info } = disk;
  const price = disk.status === "STOPPED" ? (stoppedPriceHr ?? priceHr) : priceHr;
  return {
    id: disk.id,
    name: disk.name ?? null,
    sizeGb: disk.size,
    region: placeOf(info?.dataCenterId, info?.country),
    attachedTo: disk.pods,
    ratePerHourMicros: price == null ? null : microsFromNumber(price),
    createdAt: disk.createdAt ?? null,
    nativeStatus: disk.status,
  };
}
