import type { LaunchSpec, ProviderOffer } from "../contract";
import { ProviderError } from "../errors";
import { requireAgreed } from "../require-agreed";
import type { Environment, Image } from "./machine-wire";

const LONGEST_NAME = 50;
const SSH_PORT = 22;
/** Scripts here run once, at the end of a machine's first start, as root. */
const STARTUP_SCRIPT = "/var/lib/cloud/scripts/per-instance/startup";

/** What a launch must bring, checked before anything is sent. */
export function requireLaunchable(spec: LaunchSpec): {
  readonly region: string;
  readonly publicKeys: readonly string[];
} {
  const { region, name, sshPublicKeys: publicKeys } = spec;
  if (region === null) throw refused("a launch needs a region");
  if (name.length > LONGEST_NAME) throw refused("the name is too long");
  if (publicKeys.length === 0) throw refused("a launch needs an SSH key");
  if (spec.pricingModel === "spot") throw refused("spot machines are not in the API");
  return { region, publicKeys };
}

const refused = (detail: string) => new ProviderError("invalid-request", { detail });

/**
 * Throws `no-capacity` where the flavor of the launch is out of stock in its region, `conflict` where it
 * costs more by now than was agreed to, or where what it costs is not told.
 */
export function requireOnSale(offers: readonly ProviderOffer[], spec: LaunchSpec): void {
  const offer = offers.find(
    ({ instanceType, region }) => instanceType === spec.instanceType && region === spec.region,
  );
  if (offer?.availability === "unavailable") {
    throw new ProviderError("no-capacity", { detail: "the flavor is out of stock in the region" });
  }
  requireAgreed(offer?.pricePerHourMicros ?? null, spec);
}

/** An environment of the region: the usual one that an account begins with, or else any. */
export function chooseEnvironment(
  environments: readonly Environment[],
  region: string,
): Environment | undefined {
  const there = environments.filter((one) => one.region === region);
  return there.find(({ name }) => name === `default-${region}`) ?? there[0];
}

/** The newest public Ubuntu, first of all one for every flavor that brings CUDA and Docker. */
export function chooseImage(groups: readonly { readonly images: readonly Image[] }[]): string {
  const [best] = groups
    .flatMap(({ images }) => images)
    .filter(({ name, is_public: isPublic }) => isPublic !== false && /ubuntu/i.test(name))
    .toSorted(
      (a, b) => merit(b) - merit(a) || b.name.localeCompare(a.name, "en", { numeric: true }),
    );
  if (!best) throw refused("no image of Ubuntu is in the region");
  return best.name;
}

function merit({ name, flavor_restrictions: restrictions }: Image): number {
  const isForAll = Object.keys(restrictions ?? {}).length === 0;
  const brings = Number(/cuda/i.test(name)) + Number(/cuda.*docker/i.test(name));
  return 4 * Number(isForAll) + brings;
}

interface Made {
  readonly environment: string;
  readonly image: string;
  readonly keyName: string;
}

/**
 * The body of a launch. Without a public address, or with its ports dealt out at random, or with
 * the firewall as it is by itself, nobody would reach the machine.
 */
export function toLaunchBody(spec: LaunchSpec, { environment, image, keyName }: Made) {
  const userData = toUserData(spec);
  return {
    name: spec.name,
    environment_name: environment,
    image_name: image,
    flavor_name: spec.instanceType,
    key_name: keyName,
    count: 1,
    assign_floating_ip: true,
    enable_port_randomization: false,
    security_rules: [...new Set([SSH_PORT, ...spec.ports])].map(opening),
    ...(userData !== null && { user_data: userData }),
  };
}

const opening = (port: number) => ({
  direction: "ingress",
  ethertype: "IPv4",
  protocol: "tcp",
  remote_ip_prefix: "0.0.0.0/0",
  port_range_min: port,
  port_range_max: port,
});

/** A key pair holds one key; the others and the script come by cloud-init, which reads JSON too. */
function toUserData({ sshPublicKeys: [, ...others], startupScript }: LaunchSpec): string | null {
  if (others.length === 0 && startupScript === null) return null;
  const config = {
    ...(others.length > 0 && { ssh_authorized_keys: others }),
    ...(startupScript !== null && {
      write_files: [
        {
          path: STARTUP_SCRIPT,
          permissions: "0755",
          encoding: "b64",
          content: Buffer.from(startupScript, "utf8").toString("base64"),
        },
      ],
    }),
  };
  return `#cloud-config\n${JSON.stringify(config)}\n`;
}
