import { FREE } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { type Kind, launch } from "./launch";
import { type Lot, rateOf, type Server } from "./lot";
import { metalView, vmView } from "./machine-view";
import { paged } from "./paged";
import { fail } from "./refusals";

const HALT_MS = 3_000;
const START_MS = 8_000;
const DONE: Answer = { status: 204 };

const kinds = {
  vm: { path: "/instances", one: "instance", many: "instances", view: vmView },
  metal: { path: "/bare-metals", one: "bare_metal", many: "bare_metals", view: metalView },
} as const;

/** Virtual machines and bare metal: list, read, create, halt, start, reboot, delete. */
export function machineRoutes(lot: Lot, kind: Kind): TwinRoute[] {
  const { path, one } = kinds[kind];
  const view = kinds[kind].view;
  const on = (run: (server: Server, call: TwinCall) => Answer) => (call: TwinCall) => {
    const server = own(lot, call, kind);
    return server ? run(server, call) : fail(404, "Invalid instance.");
  };
  return [
    { method: "GET", path, run: (call) => list(lot, call, kind) },
    { method: "POST", path, writes: true, run: (call) => launch(lot, call, kind) },
    {
      method: "GET",
      path: `${path}/:id`,
      run: on((server, call) => json(200, { [one]: view(server, call) })),
    },
    {
      method: "DELETE",
      path: `${path}/:id`,
      writes: true,
      run: on((server, call) => destroy(lot, server, call)),
    },
    ...(["halt", "start", "reboot"] as const).map((verb) => ({
      method: "POST",
      path: `${path}/:id/${verb}`,
      writes: true,
      run: on((server, call) => act(lot, server, call, verb)),
    })),
  ];
}

function list(lot: Lot, call: TwinCall, kind: Kind): Answer {
  const now = lot.nowMs();
  const wanted = (name: string, value: string) => (call.query.get(name) ?? value) === value;
  const found = lot.servers
    .all(call.caller.account)
    .filter((server) => server.wire.kind === kind && !server.gone && server.listedFromMs <= now)
    .filter((server) => wanted("label", server.name) && wanted("region", server.region));
  const { many, view } = kinds[kind];
  return paged(
    many,
    found.map((server) => view(server, call)),
    call,
  );
}

function own(lot: Lot, call: TwinCall, kind: Kind): Server | undefined {
  const server = lot.servers.find(call.params.id ?? "");
  const isTheirs = server?.account === call.caller.account && server.wire.kind === kind;
  return isTheirs && !server.gone ? server : undefined;
}

/** A halt or start of a machine that is so already changes nothing; one being made is locked. */
function act(lot: Lot, server: Server, call: TwinCall, verb: "halt" | "start" | "reboot"): Answer {
  const { state } = server;
  if (["pending", "installing", "locked"].includes(state)) {
    return fail(400, "Server is currently locked.");
  }
  if (state === "suspended" || state === "failed") return fail(400, "Server is suspended.");
  const isOff = state === "stopped" || state === "halting";
  const { pace } = lot.world;
  const bootMs = call.settings.bootMs ?? START_MS / pace;
  if (verb === "halt" && !isOff) move(lot, server, "halting", HALT_MS / pace, "stopped");
  if (verb === "start" && isOff) move(lot, server, "starting", bootMs, "running");
  if (verb === "reboot") move(lot, server, "rebooting", bootMs, "running");
  return DONE;
}

/** A change that takes its time while the bill goes on. */
function move(lot: Lot, server: Server, now: string, afterMs: number, state: string): void {
  const rate = rateOf(server);
  lot.servers.move(server, now, rate, [{ afterMs, state, rate }]);
}

/** Its blocks are let go; they stay, and go on costing money. */
function destroy(lot: Lot, server: Server, call: TwinCall): Answer {
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  const marked = haunted ? lot.servers.rewrite(server, { zombie: true }) : server;
  lot.servers.move(marked, "destroyed", FREE, [], true);
  for (const block of lot.blocks.all(server.account)) {
    if (block.wire.instanceId !== server.id) continue;
    lot.blocks.rewrite(block, { wire: { ...block.wire, instanceId: null } });
  }
  return DONE;
}
