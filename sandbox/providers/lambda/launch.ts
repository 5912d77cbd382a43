import { seeded } from "../../ids";
import { FREE, type Rate } from "../../ledger";
import type { Step } from "../../machines";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { findType, regions, toCents } from "./catalog";
import type { Hall } from "./hall";
import { findImage } from "./images";
import { firstViolation, type Launch, launchSchema } from "./instance-wire";
import { badAddress, inactive, invalid, noCapacity, noObject, quotaExceeded } from "./refusals";

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

  const id = hall.mint.next(account, "hex");
  const ip = `198.51.100.${1 + seeded(hall.world.seed, `${id} address`, 254)}`;
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
      wire: {
        sshKeyNames: body.ssh_key_names,
        hostname: body.hostname ?? ip.replaceAll(".", "-"),
        named: body.name !== undefined,
        ip,
        privateIp: `10.19.${seeded(hall.world.seed, `${id} inner`, 250)}.10`,
        imageId: image.id,
        priceCents: toCents(price),
        tags: body.tags,
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
  if (body.file_system_names.length > 0 || body.file_system_mounts.length > 0) {
    return noObject("File system does not exist.");
  }
  if (body.firewall_rulesets.length > 0) return noObject("Firewall ruleset does not exist.");
  const type = findType(body.instance_type_name);
  if (body.image && type && !findImage(body.image, body.region_name, type.architecture)) {
    return noObject("Image does not exist in this region for this architecture.");
  }
  const { quota = account === "quota" ? 0 : null } = call.settings;
  const running = hall.instances.all(account).filter((one) => !one.gone).length;
  return quota !== null && running >= quota ? quotaExceeded() : undefined;
}

/** From booting to active, or where a fault lets it end. */
export function bootPlan(hall: Hall, call: TwinCall, rate: Rate): Step[] {
  if (call.twist?.kind === "boot-stuck") return [];
  const afterMs = call.settings.bootMs ?? BOOT_MS / hall.world.pace;
  const state = call.twist?.kind === "boot-fails" ? "unhealthy" : "active";
  return [{ afterMs, state, rate }];
}
