import { FREE } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { actionsOf, actionView, begin, isUnderWay } from "./actions";
import { findSize } from "./catalog";
import { createDroplet, later } from "./create-droplet";
import { dropletView } from "./droplet-view";
import { actSchema, type PowerType } from "./droplet-wire";
import { paged } from "./paged";
import { fail, missing, refuse } from "./refusals";
import type { Droplet, Yard } from "./yard";

/** How long each action takes where nothing else is set for a boot, and the state it is for; one that fails is given up late. */
const power: Readonly<Record<PowerType, { ms: number; from: string; to: string }>> = {
  shutdown: { ms: 20_000, from: "active", to: "off" },
  power_off: { ms: 5_000, from: "active", to: "off" },
  power_on: { ms: 10_000, from: "off", to: "active" },
  reboot: { ms: 15_000, from: "active", to: "active" },
  power_cycle: { ms: 15_000, from: "active", to: "active" },
};
const GIVEN_UP_MS = 120_000;

/** Droplets: list, create, read, destroy, and the actions on them. */
export function dropletRoutes(yard: Yard): TwinRoute[] {
  const on = (run: (droplet: Droplet, call: TwinCall) => Answer) => (call: TwinCall) => {
    const droplet = own(yard, call);
    return droplet ? run(droplet, call) : missing();
  };
  const path = "/droplets/:id";
  return [
    { method: "GET", path: "/droplets", run: (call) => list(yard, call) },
    { method: "POST", path: "/droplets", writes: true, run: (call) => createDroplet(yard, call) },
    {
      method: "GET",
      path,
      run: on((droplet, call) => json(200, { droplet: dropletView(yard, droplet, call) })),
    },
    {
      method: "DELETE",
      path,
      writes: true,
      run: on((droplet, call) => destroy(yard, droplet, call)),
    },
    {
      method: "GET",
      path: `${path}/actions`,
      run: on((droplet, call) => listActions(yard, droplet, call)),
    },
    {
      method: "POST",
      path: `${path}/actions`,
      writes: true,
      run: on((droplet, call) => act(yard, droplet, call)),
    },
    { method: "GET", path: "/actions/:id", run: (call) => readAction(yard, call) },
  ];
}

/** Without a type, Droplets with a GPU are left out. */
function list(yard: Yard, call: TwinCall): Answer {
  const type = call.query.get("type") ?? "droplets";
  const tag = call.query.get("tag_name");
  const name = call.query.get("name");
  if (call.query.has("type") && tag !== null) {
    return fail(400, "type and tag_name cannot be used together");
  }
  const now = yard.nowMs();
  const found = yard.droplets
    .all(call.caller.account)
    .filter((droplet) => !droplet.gone && droplet.listedFromMs <= now)
    .filter((droplet) => hasGpu(droplet) === (type === "gpus"))
    .filter((droplet) => tag === null || droplet.wire.tags.includes(tag))
    .filter((droplet) => name === null || droplet.name === name);
  return paged(
    "droplets",
    found.map((droplet) => dropletView(yard, droplet, call)),
    call,
  );
}

const hasGpu = (droplet: Droplet) => findSize(droplet.offer)?.gpu != null;

function own(yard: Yard, call: TwinCall): Droplet | undefined {
  const droplet = yard.droplets.find(call.params.id ?? "");
  return droplet?.account === call.caller.account && !droplet.gone ? droplet : undefined;
}

function act(yard: Yard, droplet: Droplet, call: TwinCall): Answer {
  const parsed = actSchema.safeParse(call.body);
  if (!parsed.success) return refuse("The action type is invalid.");
  const { type } = parsed.data;
  const { ms, from, to } = power[type];
  const id = Number(droplet.id);
  if (actionsOf(yard, id).some((action) => isUnderWay(yard, action))) {
    return refuse("Droplet already has a pending event.");
  }
  if (droplet.state !== from) return refuse(wrongState(droplet.state));
  const fails = call.twist?.kind === "boot-fails" || call.twist?.kind === "boot-stuck";
  const bootMs = to === "active" ? call.settings.bootMs : undefined;
  const takesMs = fails ? GIVEN_UP_MS / yard.world.pace : (bootMs ?? ms / yard.world.pace);
  if (!fails) later(yard, droplet, takesMs, to);
  const action = begin(yard, {
    account: droplet.account,
    type,
    resourceId: id,
    resourceType: "droplet",
    region: droplet.region,
    end: fails ? "errored" : "completed",
    takesMs,
  });
  return json(201, { action: actionView(yard, action, call) });
}

function wrongState(state: string): string {
  return state === "off"
    ? "Droplet is currently off. Please power it on to run this event."
    : "Droplet is currently on. Please power it off to run this event.";
}

function listActions(yard: Yard, droplet: Droplet, call: TwinCall): Answer {
  const found = actionsOf(yard, Number(droplet.id));
  return paged(
    "actions",
    found.map((action) => actionView(yard, action, call)),
    call,
  );
}

function readAction(yard: Yard, call: TwinCall): Answer {
  const action = yard.actions.get(call.params.id ?? "");
  if (action?.account !== call.caller.account) return missing();
  return json(200, { action: actionView(yard, action, call) });
}

/** Its volumes are let go; they stay, and go on costing money. */
function destroy(yard: Yard, droplet: Droplet, call: TwinCall): Answer {
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  const marked = haunted ? yard.droplets.rewrite(droplet, { zombie: true }) : droplet;
  yard.droplets.move(marked, "archive", FREE, [], true);
  for (const volume of yard.volumes.all(droplet.account)) {
    if (volume.wire.dropletId !== Number(droplet.id)) continue;
    yard.volumes.rewrite(volume, { wire: { ...volume.wire, dropletId: null } });
  }
  return { status: 204 };
}
