import { seeded } from "../../ids";
import { FREE, type Rate } from "../../ledger";
import type { Step } from "../../machines";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { findType, regions, toCents } from "./catalog";
import { type FileSystem, fileSystemsOf, fillFileSystem } from "./file-system-routes";
import type { Hall } from "./hall";
import { findImage } from "./images";
import { firstViolation, type Launch, launchSchema } from "./instance-wire";
import {
  badAddress,
  fail,
  inactive,
  invalid,
  noCapacity,
  noObject,
  quotaExceeded,
} from "./refusals";

const BOOT_MS = 20_000;

/** POST /instance-operations/launch: a VM that boots; billing starts when it is active. */
export function launch(hall: Hall, call: TwinCall): Answer {
  const parsed = launchSchema.safeParse(call.body);
  if (!parsed.success) return invalid(firstViolation(parsed.error));
  const body = parsed.data;
  const { account } = call.caller;
  const refusal = refuse(hall, call, body);
  if (refusal) return refusal;
  const type = findType(body.instance_type_name);
  const image = type && findImage(body.image, body.region_name, type.architecture);
  if (!type || !image) return invalid("Invalid image for this instance type.");
  if (hall.stockLeft(type.name, body.region_name, account) < 1) return noCapacity();

  const mounts = mountsOf(hall, account, body);
  for (const { fileSystem } of mounts) if (fileSystem) fillFileSystem(hall, fileSystem);
  const id = hall.mint.next(account, "hex");
  const ip = hall.world.addresses.next();
  const price = hall.market.price(type.name, account);
  const instance = hall.instances.create(
    {
      id,
      account,
      name: body.name ?? "",
      offer: type.name,
      region: body.region_name,
      units: 1,
      listLagMs: call.twist?.kind === "list-lag" ? call.twist.ms : (call.settings.listLagMs ?? 0),
      authorizedKeys: hall
        .keysOf(account)
        .filter(({ name }) => body.ssh_key_names.includes(name))
        .map((key) => key.public_key),
      wire: {
        sshKeyNames: body.ssh_key_names,
        hostname: body.hostname ?? ip.replaceAll(".", "-"),
        named: body.name !== undefined,
        ip,
        privateIp: `10.19.${seeded(hall.world.seed, `${id} inner`, 250)}.10`,
        imageId: image.id,
        priceCents: toCents(price),
        tags: body.tags,
        fileSystems: mounts.map(({ fileSystem, mountPoint }) => ({
          id: fileSystem?.id ?? "",
          name: fileSystem?.name ?? "",
          mountPoint,
        })),
      },
    },
    "booting",
    FREE,
    bootPlan(hall, call, { compute: price, storage: 0n }),
  );
  if (call.twist?.kind === "zombie" || call.settings.zombies) {
    hall.instances.rewrite(instance, { zombie: true });
  }
  return json(200, { data: { instance_ids: [id] } });
}

function refuse(hall: Hall, call: TwinCall, body: Launch): Answer | undefined {
  const { account, trouble } = call.caller;
  if (trouble === "inactive") return inactive();
  if (trouble === "address") return badAddress();
  const [keyName = ""] = body.ssh_key_names;
  if (!findType(body.instance_type_name))
    return invalid("instance_type_name: unknown instance type");
  if (!regions.some((region) => region.name === body.region_name)) {
    return invalid("region_name: unknown region");
  }
  if (!hall.keysOf(account).some((key) => key.name === keyName)) {
    return noObject(`SSH key does not exist: ${keyName}`);
  }
  const misplaced = brokenMount(mountsOf(hall, account, body), body.region_name);
  if (misplaced) return misplaced;
  if (body.firewall_rulesets.length > 0) return noObject("Firewall ruleset does not exist.");
  const type = findType(body.instance_type_name);
  if (body.image && type && !findImage(body.image, body.region_name, type.architecture)) {
    return noObject("Image does not exist in this region for this architecture.");
  }
  const { quota = account === "quota" ? 0 : null } = call.settings;
  const running = hall.instances.all(account).filter((one) => !one.gone).length;
  return quota !== null && running >= quota ? quotaExceeded() : undefined;
}

type Mounts = { fileSystem: FileSystem | undefined; mountPoint: string }[];

/** The file systems a launch names, by id with a place of their own, else by name. */
function mountsOf(hall: Hall, account: string, body: Launch): Mounts {
  const known = fileSystemsOf(hall, account);
  const byId = body.file_system_mounts.map(({ file_system_id, mount_point }) => ({
    fileSystem: known.find(({ id }) => id === file_system_id),
    mountPoint: mount_point,
  }));
  const named = body.file_system_names
    .map((name) => ({
      fileSystem: known.find((one) => one.name === name),
      mountPoint: `/lambda/nfs/${name}`,
    }))
    .filter(({ fileSystem }) => !fileSystem || !byId.some((one) => one.fileSystem === fileSystem));
  return [...byId, ...named];
}

function brokenMount(mounts: Mounts, region: string): Answer | undefined {
  if (mounts.some(({ fileSystem }) => !fileSystem)) return noObject("File system does not exist.");
  if (mounts.every(({ fileSystem }) => fileSystem?.region === region)) return undefined;
  return fail(
    400,
    "instance-operations/launch/file-system-in-wrong-region",
    "The file system is in another region.",
  );
}

/** From booting to active, or where a fault lets it end. */
export function bootPlan(hall: Hall, call: TwinCall, rate: Rate): Step[] {
  if (call.twist?.kind === "boot-stuck") return [];
  const afterMs = call.settings.bootMs ?? BOOT_MS / hall.world.pace;
  const state = call.twist?.kind === "boot-fails" ? "unhealthy" : "active";
  return [{ afterMs, state, rate }];
}
