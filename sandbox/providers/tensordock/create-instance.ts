import type { Rate } from "../../ledger";
import type { Step } from "../../machines";
import { usdToMicros } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { catalog, findLocation, type Location, type LocationGpu, listingId } from "./catalog";
import { type Create, createSchema } from "./instance-wire";
import { hidden, invalid, refusals } from "./refusals";
import type { Instance, Yard } from "./yard";

const BOOT_MS = 90_000;
const LEAST_BALANCE_USD = 1;
const MOVED_PORTS_BY = 1_111;

/** Those of 24.04 that clients name; the bare one has no drivers. */
const images = new Set([
  "ubuntu2204",
  "ubuntu2404",
  "ubuntu2404_ml_everything",
  "ubuntu2404_ml_pytorch",
  "ubuntu2404_ml_tensorflow",
]);

interface Wanted {
  body: Create;
  place: Location;
  gpu: LocationGpu;
  count: number;
}

/** POST /instances: a machine that is billed from now on, whatever name others have. */
export function createInstance(yard: Yard, call: TwinCall): Answer {
  const parsed = createSchema.safeParse(call.body);
  if (!parsed.success) {
    return invalid(parsed.error.issues.map(({ code, message, path }) => ({ code, message, path })));
  }
  const wanted = find(parsed.data.data.attributes);
  if ("status" in wanted) return wanted;
  const refusal = refuse(yard, call, wanted);
  if (refusal) return refusal;
  const { id, name, state } = make(yard, call, wanted);
  return json(201, { data: { type: "virtualmachine", id, name, status: state } });
}

function find(body: Create): Wanted | Answer {
  const place = findLocation(body.location_id);
  if (!place) return hidden(404, "Location not found");
  const [[v0Name, { count }] = ["", { count: 0 }], ...others] = Object.entries(body.resources.gpus);
  const gpu = place.gpus.find((one) => one.v0Name === v0Name);
  if (!gpu || others.length > 0) return refusals.noCapacity();
  return { body, place, gpu, count };
}

function refuse(yard: Yard, { caller: { account } }: TwinCall, wanted: Wanted): Answer | undefined {
  const { body, place, gpu, count } = wanted;
  if (!images.has(body.image)) return hidden(400, "Invalid image");
  if (body.ssh_key === undefined) return hidden(400, "An SSH key is required for Linux VMs");
  const reachable =
    body.useDedicatedIp || body.port_forwards.some((one) => one.internal_port === 22);
  if (!reachable) return hidden(400, "SSH port (22) must be forwarded for Ubuntu VMs");
  if (body.useDedicatedIp && !place.dedicatedIp) return hidden(400, "No dedicated IP available");
  const balance = yard.balance(account);
  if (balance !== null && balance < usdToMicros(LEAST_BALANCE_USD)) {
    return hidden(400, "You need at least $1 of balance to deploy an instance");
  }
  const { vcpu_count: vcpus, ram_gb: ramGb, storage_gb: storageGb } = body.resources;
  const hasRoom = vcpus <= gpu.maxVcpus && ramGb <= gpu.maxRamGb && storageGb <= gpu.maxStorageGb;
  const left = yard.stockLeft(listingId(place, gpu), place.id, account);
  return hasRoom && left >= count ? undefined : refusals.noCapacity();
}

function make(yard: Yard, call: TwinCall, { body, place, gpu, count }: Wanted): Instance {
  const { account } = call.caller;
  const { vcpu_count: vcpus, ram_gb: ramGb, storage_gb: storageGb } = body.resources;
  const offer = listingId(place, gpu);
  const storageMicros = usdToMicros(catalog.perGbStorageHour * storageGb);
  const computeMicros =
    yard.market.price(offer, account) * BigInt(count) +
    usdToMicros(catalog.perVcpuHour * vcpus) +
    usdToMicros(catalog.perGbRamHour * ramGb);
  const rate = { compute: computeMicros, storage: storageMicros };
  const instance = yard.instances.create(
    {
      id: yard.newId(account),
      account,
      name: body.name,
      offer,
      region: place.id,
      units: count,
      listLagMs: call.twist?.kind === "list-lag" ? call.twist.ms : (call.settings.listLagMs ?? 0),
      authorizedKeys: keysOn(body, place),
      wire: {
        image: body.image,
        ip: yard.world.addresses.next(),
        dedicatedIp: body.useDedicatedIp,
        forwards: body.useDedicatedIp ? [] : forwardsOf(body, place),
        v0Name: gpu.v0Name,
        vcpus,
        ramGb,
        storageGb,
        computeMicros: computeMicros.toString(),
        storageMicros: storageMicros.toString(),
      },
    },
    "queued",
    rate,
    bootPlan(yard, call, rate),
  );
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  return haunted ? yard.instances.rewrite(instance, { zombie: true }) : instance;
}

/** The key of the create, where it arrives, and those that cloud-init lets in. */
function keysOn(body: Create, place: Location): string[] {
  const given = place.installsSshKey && body.ssh_key ? [body.ssh_key] : [];
  const written = (body.cloud_init?.runcmd ?? [])
    .filter((line) => line.includes("authorized_keys"))
    .flatMap((line) => line.match(/(?:ssh|ecdsa)-\S+ [A-Za-z0-9+/]+=*/g) ?? []);
  return [...given, ...written];
}

function forwardsOf({ port_forwards: asked }: Create, { forwards }: Location) {
  if (forwards === "ignored") return [];
  if (forwards === "kept") return asked;
  return asked.map(({ internal_port, external_port }) => ({
    internal_port,
    external_port: 1_024 + ((external_port + MOVED_PORTS_BY) % 60_000),
  }));
}

/** From queued to running, or where a fault lets it end. */
function bootPlan(yard: Yard, call: TwinCall, rate: Rate): Step[] {
  const bootMs = call.settings.bootMs ?? BOOT_MS / yard.world.pace;
  const creating = { afterMs: bootMs / 4, state: "creating", rate };
  if (call.twist?.kind === "boot-stuck") return [creating];
  const last = call.twist?.kind === "boot-fails" ? "error" : "running";
  const starting = { afterMs: (bootMs * 3) / 4, state: "starting", rate };
  return [creating, starting, { afterMs: bootMs, state: last, rate }];
}
