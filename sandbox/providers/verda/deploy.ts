import type { Rate } from "../../ledger";
import type { Step } from "../../machines";
import type { Answer } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { findType, type InstanceType, imagesOf, listingId, locations } from "./catalog";
import type { Hall } from "./hall";
import { type Deploy, deploySchema } from "./instance-wire";
import { fail, noCapacity } from "./refusals";
import { addVolume, volumesOf } from "./volumes";

const BOOT_MS = 60_000;
const OS_VOLUME_GB = 50;

/** POST /instances: an instance billed from now on, and its OS volume. */
export function deploy(hall: Hall, call: TwinCall): Answer {
  const parsed = deploySchema.safeParse(call.body);
  if (!parsed.success) {
    return fail(400, `Invalid ${parsed.error.issues[0]?.path.join(".") ?? "request"}`);
  }
  const body = parsed.data;
  const type = findType(body.instance_type);
  if (!type) return fail(400, "Invalid instance type");
  return refuse(hall, call, body, type) ?? made(hall.newId(call.caller.account), hall, call, body);
}

function refuse(
  hall: Hall,
  { caller: { account } }: TwinCall,
  body: Deploy,
  type: InstanceType,
): Answer | undefined {
  if (!locations.some(({ code }) => code === body.location_code)) {
    return fail(400, "Invalid location code");
  }
  if (!imagesOf(type).includes(body.image)) {
    return fail(400, "Operating system is not valid for this instance type");
  }
  if (body.ssh_key_ids.some((id) => !hall.sshKeys.get(`${account}/${id}`))) {
    return fail(400, "Invalid SSH key id");
  }
  const free = volumesOf(hall, account).filter(({ instanceId }) => instanceId === null);
  if (body.existing_volumes.some((id) => !free.some((volume) => volume.id === id))) {
    return fail(400, "Invalid volume id");
  }
  if (body.is_spot && type.spotUsdPerHour === null) {
    return fail(400, "This instance type is not sold as spot");
  }
  const listing = listingId(type, body.is_spot ? "spot" : "on-demand");
  const balance = hall.balance(account);
  if (balance !== null && balance < hall.market.price(listing, account)) {
    return fail(402, "Insufficient funds");
  }
  return hall.stockLeft(listing, body.location_code, account) < 1 ? noCapacity() : undefined;
}

/** What is made is answered with its id as plain text. */
function made(id: string, hall: Hall, call: TwinCall, body: Deploy): Answer {
  const { account } = call.caller;
  const listing = `${body.instance_type}${body.is_spot ? " spot" : ""}`;
  const price = hall.market.price(listing, account);
  const os = body.os_volume ?? { name: `os-${body.hostname}`, size: OS_VOLUME_GB };
  const place = { account, location: body.location_code, instanceId: id };
  const osVolumeId = addVolume(hall, { ...os, ...place, type: "NVMe", isOs: true }).id;
  for (const volumeId of body.existing_volumes) {
    const volume = hall.volumes.get(`${account}/${volumeId}`);
    if (volume) hall.volumes.put(`${account}/${volumeId}`, { ...volume, instanceId: id });
  }
  const rate = { compute: price, storage: 0n };
  const instance = hall.instances.create(
    {
      id,
      account,
      name: body.hostname,
      offer: listing,
      region: body.location_code,
      units: 1,
      listLagMs: call.twist?.kind === "list-lag" ? call.twist.ms : (call.settings.listLagMs ?? 0),
      authorizedKeys: body.ssh_key_ids.flatMap(
        (key) => hall.sshKeys.get(`${account}/${key}`)?.key ?? [],
      ),
      wire: {
        type: body.instance_type,
        image: body.image,
        description: body.description,
        isSpot: body.is_spot,
        sshKeyIds: body.ssh_key_ids,
        ip: hall.world.addresses.next(),
        osVolumeId,
        hourlyMicros: price.toString(),
      },
    },
    "ordered",
    rate,
    bootPlan(hall, call, rate),
  );
  if (call.twist?.kind === "zombie" || call.settings.zombies) {
    hall.instances.rewrite(instance, { zombie: true });
  }
  return { status: 202, text: id };
}

/** From ordered to running, or where a fault lets it end. */
function bootPlan(hall: Hall, call: TwinCall, rate: Rate): Step[] {
  const bootMs = call.settings.bootMs ?? BOOT_MS / hall.world.pace;
  const provisioning = { afterMs: bootMs / 4, state: "provisioning", rate };
  if (call.twist?.kind === "boot-stuck") return [provisioning];
  const last = call.twist?.kind === "boot-fails" ? "error" : "running";
  return [
    provisioning,
    { afterMs: (bootMs * 3) / 4, state: "validating", rate },
    { afterMs: bootMs, state: last, rate },
  ];
}
