import type { z } from "zod";
import type { Micros } from "@/lib/money";
import type { Instance, LaunchSpec, ProviderStatus, SshAddress } from "../contract";
import { ProviderError } from "../errors";
import { readEach } from "../read-rows";
import { hasPublicAddress, priceOf } from "./map";
import {
  instanceType,
  type Recipe,
  type RentedInstance,
  recipe,
  type recipeList,
  variant,
} from "./wire";

const USER = "riftuser";
const SSH_PORT = 22;

/** What a launch must bring, checked before anything is sent. Answers the data centre. */
export function requireLaunchable({ region, sshPublicKeys }: LaunchSpec): string {
  if (region === null) throw refused("a launch needs a data centre");
  if (sshPublicKeys.length === 0) throw refused("a launch needs an SSH key");
  return region;
}

const refused = (detail: string) => new ProviderError("invalid-request", { detail });

/** What there is to know of a variant before it is rented in one data centre. */
export interface Shape {
  readonly driver: "nvidia-driver" | "amd-driver";
  readonly hasPublicAddress: boolean;
  /** What it costs per hour by now; `null` where that is not told. */
  readonly pricePerHourMicros: Micros | null;
}

/**
 * The listed variant that a launch is about. One that is sold out must not be asked for: it would be
 * rented, and gone within seconds. Throws `no-capacity` where there is none of it.
 */
export function shapeOf(types: readonly unknown[], wanted: string, datacenter: string): Shape {
  for (const row of types) {
    const type = instanceType.safeParse(row).data;
    if (!type) continue;
    const listed = readEach(type.variants, variant, (one) => [one]).found;
    const found = listed.find(({ name }) => name === wanted);
    if (!found || (found.available_nodes_per_dc[datacenter] ?? 0) < 1) continue;
    return {
      driver: isAmd(type) ? "amd-driver" : "nvidia-driver",
      hasPublicAddress: hasPublicAddress(found, datacenter),
      pricePerHourMicros: priceOf(found),
    };
  }
  throw new ProviderError("no-capacity", { detail: "nothing like it is left there" });
}

function isAmd({ manufacturer, brand_short: brand }: z.infer<typeof instanceType>): boolean {
  return /\bamd\b/i.test(manufacturer ?? "") || /^(?:instinct )?mi\d{3}/i.test(brand);
}

type Groups = z.infer<typeof recipeList>["data"]["groups"];
type Image = Recipe["details"]["VirtualMachine"];

/** The image of the newest Ubuntu that has the driver on it. */
export function imageFor(groups: Groups, driver: Shape["driver"]): Image {
  const ofMachines = groups.filter(
    ({ name, tags }) => name.toLowerCase() === "linux" || tags.includes("vm"),
  );
  const [newest] = ofMachines
    .flatMap(({ recipes }) => readEach(recipes, recipe, (one) => [one]).found)
    .filter(({ tags, name }) => tags.includes(driver) && ubuntuOf(name) !== null)
    .toSorted((a, b) => (ubuntuOf(b.name) ?? 0) - (ubuntuOf(a.name) ?? 0));
  if (!newest) throw refused(`no image of Ubuntu with ${driver} is listed`);
  return newest.details.VirtualMachine;
}

/** 24.04 of "Ubuntu 24.04 Server (NVIDIA)". */
function ubuntuOf(name: string): number | null {
  const [, version] = /ubuntu\D*(\d+\.\d+)/i.exec(name) ?? [];
  return version === undefined ? null : Number(version);
}

/** What is rented: one machine under our name, with the keys written on it as they are. */
export function toRentBody(
  { name, instanceType: wanted, sshPublicKeys, startupScript }: LaunchSpec,
  place: { readonly datacenter: string; readonly image: Image; readonly shape: Shape },
) {
  const { image_url, cloudinit_url } = place.image;
  return {
    selector: {
      ByInstanceTypeAndLocation: { instance_type: wanted, datacenters: [place.datacenter] },
    },
    config: {
      VirtualMachine: {
        image_url,
        ...(cloudinit_url && { cloudinit_url }),
        ssh_key: { PublicKeys: sshPublicKeys },
        ...(startupScript !== null && { cloudinit_commands: startupScript }),
      },
    },
    with_public_ip: place.shape.hasPublicAddress,
    name,
  };
}

/**
 * The one machine a rental made. Any other number of ids leaves open what stands there now, and only
 * a look at the account tells.
 */
export function theOneOf(ids: readonly string[]): { id: string } {
  const [id, ...others] = ids;
  if (id !== undefined && others.length === 0) return { id };
  throw new ProviderError("ambiguous", { detail: `${ids.length} machines were answered, not one` });
}

/** A machine in our words; neither its price nor its data centre is told in a way to rely on. */
export function toInstance(one: RentedInstance): Instance {
  const createdAt = new Date(one.created_at ?? "");
  const status = toStatus(one);
  const ssh = toSsh(one);
  return {
    id: one.id,
    name: one.instance_name ?? null,
    status,
    ...(status === "provisioning" && isBilled(one) && { isMetered: true }),
    nativeStatus: nativeStatusOf(one),
    ratePerHourMicros: null,
    ssh,
    hasOwnAddress: ssh?.port === SSH_PORT && isAlone(one),
    ports: toPorts(one),
    region: null,
    createdAt: Number.isNaN(createdAt.getTime()) ? null : createdAt,
  };
}

function toStatus(one: RentedInstance): ProviderStatus {
  switch (one.status) {
    case "Initializing":
      return "provisioning";
    case "Active":
      return activeStatus(one);
    case "Deactivating":
      return "terminating";
    case "Inactive":
      return "terminated";
    case "Failed":
      return "failed";
    default:
      return "unknown";
  }
}

/** Active says that it is paid for; whether it is on, the machine inside tells. */
function activeStatus(one: RentedInstance): ProviderStatus {
  const vm = vmOf(one);
  if (!vm) return one.containers?.length || one.bare_metal?.ready ? "running" : "provisioning";
  switch (vm.state ?? "Running") {
    case "Running":
    case "Blocked":
      // Addresses are given out some time after it is ready.
      return vm.ready && one.host_address ? "running" : "provisioning";
    case "NoState":
      return "provisioning";
    // It is being shut down: a start would be refused.
    case "Shutdown":
      return "running";
    case "Shutoff":
    case "Paused":
      return "stopped";
    case "Crashed":
      return "failed";
    default:
      return "unknown";
  }
}

/** From the moment that the machine inside says it is ready. */
const isBilled = (one: RentedInstance) => one.status === "Active" && vmOf(one)?.ready === true;

const vmOf = ({ virtual_machines: vms }: RentedInstance) => vms?.[0];

/** Whether a start has to wake it rather than to switch it on. */
export function isPaused(one: RentedInstance | undefined): boolean {
  return one !== undefined && vmOf(one)?.state === "Paused";
}

function nativeStatusOf(one: RentedInstance): string {
  const state = vmOf(one)?.state;
  if (one.status === "Active" && state && state !== "Running") return state;
  return one.failure ? `${one.status}: ${one.failure.user_message}`.slice(0, 200) : one.status;
}

/** An address of its own has no ports given out: they are the same on both sides. */
function toSsh(one: RentedInstance): SshAddress | null {
  const { host_address: host, port_mappings: mappings } = one;
  if (!host) return null;
  const [, mapped] = mappings?.find(([inner]) => inner === SSH_PORT) ?? [];
  const [login] = Object.values(vmOf(one)?.login_info ?? {});
  return { host, port: mapped ?? instructedPort(one) ?? SSH_PORT, user: login?.username ?? USER };
}

/** Nothing is mapped to it; containers are several at one address. */
function isAlone({ port_mappings: mappings, containers }: RentedInstance): boolean {
  return !mappings?.length && !containers?.length;
}

/** The port of "-p 57001", as the instructions for people have it. */
function instructedPort({ instructions }: RentedInstance): number | null {
  const values = instructions?.placeholder_values ?? [];
  const [, told = ""] = values.find(([name]) => name.includes("SSH_PORT")) ?? [];
  const [, port] = /(\d{1,5})\s*$/.exec(told) ?? [];
  return port === undefined ? null : Number(port);
}

/** What is opened beside SSH on an address that several machines share. */
function toPorts({ host_address: host, port_mappings: mappings }: RentedInstance) {
  if (!host) return [];
  return (mappings ?? [])
    .filter(([inner]) => inner !== SSH_PORT)
    .map(([internal, outer]) => ({ internal, external: `${host}:${outer}` }));
}
