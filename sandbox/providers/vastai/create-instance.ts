import { FREE } from "../../ledger";
import { usdToMicros } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { type Bazaar, diskPerHour, type Instance } from "./bazaar";
import { type Ask, findAsk, listingId, placeOf } from "./catalog";
import { type Accept, acceptSchema, type InstanceConfig } from "./instance-wire";
import { bootPlan, settle, stoppedRate } from "./lives";
import { invalidArgs, noCredit, noSuchAsk, refuse } from "./refusals";

/** PUT /asks/{id}/: accepts an ask at its price, or with a bid. */
export function createInstance(bazaar: Bazaar, call: TwinCall): Answer {
  const parsed = acceptSchema.safeParse(call.body);
  const askId = Number(call.params.id);
  if (!parsed.success || !Number.isInteger(askId)) return invalidArgs("Invalid args");
  const { account } = call.caller;
  settle(bazaar, account);
  const ask = findAsk(askId);
  if (!ask) return noSuchAsk(404, askId);
  const body = parsed.data;
  if (body.disk > ask.diskSpace) return invalidArgs("Invalid args: disk is too large");
  if (isVolumeElsewhere(bazaar, body, ask, account)) return invalidArgs("Invalid args: volume_id");
  if (bazaar.balance(account) <= 0n) return noCredit();
  const least = bazaar.leastBid(ask, account);
  if (body.price !== undefined && (least === null || usdToMicros(body.price) < least)) {
    return tooLow(bazaar, call, { ask, body });
  }
  const cancels = body.cancel_unavail ?? body.price === undefined;
  if (!bazaar.isFree(ask, account)) {
    if (cancels) return noSuchAsk(410, askId);
    const instance = create(bazaar, call, { ask, body });
    bazaar.instances.move(instance, "scheduling", stoppedRate(instance.wire));
    return json(200, { success: true, new_contract: Number(instance.id) });
  }
  const instance = create(bazaar, call, { ask, body }, body.target_state === "running");
  return json(200, { success: true, new_contract: Number(instance.id) });
}

interface Accepted {
  ask: Ask;
  body: Accept;
}

/** A bid below the least one is refused, and yet an instance is made, which is stopped. */
function tooLow(bazaar: Bazaar, call: TwinCall, accepted: Accepted): Answer {
  const { id } = create(bazaar, call, accepted);
  const more = { new_contract: Number(id), ask_id: accepted.ask.id };
  return refuse(400, "invalid_price", "The bid is below the least bid for this ask.", more);
}

/** One that boots is free from its first millisecond on: a started second is billed whole. */
function create(
  bazaar: Bazaar,
  call: TwinCall,
  { ask, body }: Accepted,
  isBooting = false,
): Instance {
  const { account } = call.caller;
  const wire = configOf(bazaar, { ask, body }, account);
  const instance = bazaar.instances.create(
    {
      id: String(bazaar.nextId(account)),
      account,
      name: body.label,
      offer: listingId(ask),
      region: placeOf(ask),
      units: ask.numGpus,
      listLagMs: call.twist?.kind === "list-lag" ? call.twist.ms : (call.settings.listLagMs ?? 0),
      authorizedKeys: wire.runtype === "args" ? [] : wire.sshKeys,
      wire,
    },
    isBooting ? "new" : "waiting",
    isBooting ? FREE : stoppedRate(wire),
    isBooting ? bootPlan(bazaar, wire, call) : [],
  );
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  return haunted ? bazaar.instances.rewrite(instance, { zombie: true }) : instance;
}

function configOf(bazaar: Bazaar, { ask, body }: Accepted, account: string): InstanceConfig {
  const bid = body.price === undefined ? null : usdToMicros(body.price);
  return {
    askId: ask.id,
    image: body.image,
    runtype: body.args_str === undefined ? body.runtype : "args",
    args: body.args_str ?? "",
    disk: body.disk,
    ports: portsIn(body.env),
    bidMicros: bid === null ? null : bid.toString(),
    baseMicros: (bid ?? bazaar.basePrice(ask, account)).toString(),
    diskMicros: diskPerHour(ask, body.disk).toString(),
    volumeId: body.volume_info?.volume_id ?? null,
    sshKeys: (bazaar.sshKeys.get(account) ?? []).map(({ key }) => key),
    ip: bazaar.world.addresses.next(),
    gate: bazaar.nextGate(),
    stuck: false,
  };
}

/** A volume can be used only on the machine it was made on. */
function isVolumeElsewhere(bazaar: Bazaar, body: Accept, ask: Ask, account: string): boolean {
  if (!body.volume_info) return false;
  const found = bazaar.volumes.get(String(body.volume_info.volume_id));
  return found?.account !== account || found.machineId !== ask.machineId;
}

/** The container's ports that are to be open, from either form of `env`. */
function portsIn(env: Accept["env"]): number[] {
  const text = typeof env === "string" ? env : Object.keys(env).join(" ");
  return [...text.matchAll(/-p \d+:(\d+)/g)].map((match) => Number(match[1]));
}
