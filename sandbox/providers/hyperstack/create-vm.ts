import { FREE, type Rate } from "../../ledger";
import type { Step } from "../../machines";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { type Flavor, findFlavor } from "./catalog";
import { isImage } from "./images";
import { fail, refusals } from "./refusals";
import { keysIn } from "./user-data";
import { vmView } from "./vm-view";
import { type Create, createSchema, type Environment, type Keypair } from "./vm-wire";
import { fullRate, type Vm, type Yard } from "./yard";

const BOOT_MS = 90_000;

/** POST /core/virtual-machines: several machines at once, billed from when they are active. */
export function createVms(yard: Yard, call: TwinCall): Answer {
  const parsed = createSchema.safeParse(call.body);
  if (!parsed.success) {
    return fail(400, `Invalid ${parsed.error.issues[0]?.path.join(".") ?? "request"}.`);
  }
  const body = parsed.data;
  const { account } = call.caller;
  const environment = yard
    .environmentsOf(account)
    .find(({ name }) => name === body.environment_name);
  if (!environment) return fail(404, `Environment ${body.environment_name} does not exist.`);
  const keypair = yard
    .keypairsOf(account)
    .find((one) => one.environment === environment.name && one.name === body.key_name);
  if (!keypair) return fail(404, `Keypair ${body.key_name} does not exist in the environment.`);
  const flavor = findFlavor(body.flavor_name, environment.region);
  if (!flavor) return fail(404, `Flavor ${body.flavor_name} does not exist in the region.`);
  const refusal = refuse(yard, call, { body, flavor, environment });
  if (refusal) return refusal;
  const instances = Array.from({ length: body.count }, (_, index) =>
    make(yard, call, {
      body: { ...body, name: nameAt(body, index) },
      flavor,
      environment,
      keypair,
    }),
  ).map((vm) => vmView(yard, vm, call));
  return json(200, { status: true, message: "Virtual machines created successfully", instances });
}

const nameAt = ({ name, count }: Create, index: number) =>
  count === 1 ? name : `${name}-${index + 1}`;

interface Order {
  body: Create;
  flavor: Flavor;
  environment: Environment;
}

function refuse(yard: Yard, call: TwinCall, { body, flavor, environment }: Order) {
  const { account } = call.caller;
  if (!isImage(body.image_name ?? "")) return fail(404, `Image ${body.image_name} does not exist.`);
  const there = yard.vms.all(account).filter((vm) => !vm.gone);
  const isTaken = there.some(
    ({ name, wire }) => name === body.name && wire.environment === environment.name,
  );
  if (isTaken) return fail(409, `A virtual machine with the name ${body.name} already exists.`);
  const credit = yard.credit(account);
  if (credit !== null && credit <= 0n) {
    return fail(400, "Insufficient balance to create the resource");
  }
  const { quota = account === "full" ? 0 : null } = call.settings;
  if (quota !== null && there.length + body.count > quota) {
    return fail(400, "The quota of virtual machines is reached in the environment.");
  }
  const left = yard.stockLeft(flavor.gpu, environment.region, account);
  return left < flavor.gpuCount * body.count ? refusals.noCapacity() : undefined;
}

function make(yard: Yard, call: TwinCall, order: Order & { keypair: Keypair }): Vm {
  const { body, flavor, environment, keypair } = order;
  const { account } = call.caller;
  const hourly = yard.market.price(flavor.gpu, account) * BigInt(flavor.gpuCount);
  const wire = {
    flavor: flavor.name,
    environment: environment.name,
    image: body.image_name ?? "",
    keyName: keypair.name,
    rules: body.security_rules,
    labels: body.labels,
    hourlyMicros: hourly.toString(),
    fixedIp: fixedIpOf(yard.vms.all(account).length),
    ip: body.assign_floating_ip ? yard.world.addresses.next() : null,
    isRandom: body.assign_floating_ip && body.enable_port_randomization,
  };
  const vm = yard.vms.create(
    {
      id: String(yard.newId(account)),
      account,
      name: body.name,
      offer: flavor.gpu,
      region: environment.region,
      units: flavor.gpuCount,
      listLagMs: call.twist?.kind === "list-lag" ? call.twist.ms : (call.settings.listLagMs ?? 0),
      authorizedKeys: [keypair.publicKey, ...keysIn(body.user_data)],
      wire,
    },
    "CREATING",
    FREE,
    bootPlan(yard, call, fullRate(wire)),
  );
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  return haunted ? yard.vms.rewrite(vm, { zombie: true }) : vm;
}

/** Inside its network a machine has the next address. */
const fixedIpOf = (made: number) => `10.0.${Math.floor(made / 250)}.${2 + (made % 250)}`;

/** Active for a while before the address is put to it, or where a fault lets it end. */
function bootPlan(yard: Yard, call: TwinCall, rate: Rate): Step[] {
  const whole = call.settings.bootMs ?? BOOT_MS / yard.world.pace;
  const build = { afterMs: whole / 4, state: "BUILD", rate: FREE };
  if (call.twist?.kind === "boot-stuck") return [build];
  if (call.twist?.kind === "boot-fails") {
    return [build, { afterMs: whole, state: "ERROR", rate: FREE }];
  }
  return [
    build,
    { afterMs: (whole * 3) / 4, state: "ADDRESSLESS", rate },
    { afterMs: whole, state: "ACTIVE", rate },
  ];
}
