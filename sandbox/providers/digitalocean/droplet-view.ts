import type { TwinCall } from "../twin";
import { actionsOf, isUnderWay } from "./actions";
import { findSize } from "./catalog";
import { findImage, imageView } from "./images";
import { regionView } from "./regions";
import { diskInfo, gpuInfo, sizeView } from "./size-routes";
import { type Droplet, wireTime, type Yard } from "./yard";

const VPC = "e2fdd15c-6ae6-4c11-8c5d-72dae2ba1ad1";

/** A Droplet as the API answers it; no address while it is new. */
export function dropletView(yard: Yard, droplet: Droplet, call: TwinCall) {
  const { wire, account } = droplet;
  const id = Number(droplet.id);
  const size = findSize(droplet.offer);
  const image = findImage(wire.image);
  if (!size || !image) throw new Error(`a Droplet of nothing on sale: ${droplet.offer}`);
  const priced = sizeView(yard.market, account, size);
  return {
    id,
    name: droplet.name,
    memory: size.memoryMb,
    vcpus: size.vcpus,
    disk: size.disk,
    disk_info: diskInfo(size),
    locked: actionsOf(yard, id).some((action) => isUnderWay(yard, action)),
    status: droplet.state,
    kernel: null,
    created_at: wireTime(droplet.createdAtMs, call),
    features: ["droplet_agent", "private_networking"],
    backup_ids: [],
    next_backup_window: null,
    snapshot_ids: [],
    image: imageView(image),
    volume_ids: volumesAt(yard, account, id),
    size: { ...priced, price_hourly: Number(wire.hourlyMicros) / 1_000_000 },
    size_slug: droplet.offer,
    networks: droplet.state === "new" ? { v4: [], v6: [] } : networks(droplet),
    region: regionView(droplet.region),
    tags: wire.tags,
    vpc_uuid: VPC,
    ...gpuInfo(size),
  };
}

function volumesAt(yard: Yard, account: string, dropletId: number): string[] {
  return yard.volumes
    .all(account)
    .filter((volume) => !volume.gone && volume.wire.dropletId === dropletId)
    .map((volume) => volume.id);
}

function networks({ wire }: Droplet) {
  const address = (ip_address: string, netmask: string, type: string) => ({
    ip_address,
    netmask,
    gateway: type === "public" ? "203.0.113.1" : "nil",
    type,
  });
  return {
    v4: [
      address(wire.privateIp, "255.255.0.0", "private"),
      address(wire.publicIp, "255.255.255.0", "public"),
    ],
    v6: [],
  };
}
