import { FREE } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { createServer } from "./create-server";
import { bookId, type Hall, type Server } from "./hall";
import { paged } from "./paged";
import { act } from "./power";
import { denied, fail, unknownServer, wrongArgument } from "./refusals";
import { serverView } from "./server-view";
import { detachSchema, patchSchema, zones } from "./server-wire";
import { letGo, takeOff } from "./volume-routes";

const ALL = "/instance/v1/zones/:zone/servers";
const DONE: Answer = { status: 204 };

/** Servers of one zone: list, read, create, tag, power, user data, detach, delete. */
export function serverRoutes(
  hall: Hall,
  ownsProject: (account: string, project: string) => boolean,
): TwinRoute[] {
  const inZone = (run: (call: TwinCall) => Answer) => (call: TwinCall) =>
    zones.has(call.params.zone ?? "") ? run(call) : wrongArgument("zone", "unknown zone");
  const on = (run: (server: Server, call: TwinCall) => Answer) =>
    inZone((call) => {
      const { zone = "", id = "" } = call.params;
      const server = hall.servers.find(bookId(zone, id));
      const isTheirs = server?.account === call.caller.account && !server.gone;
      return isTheirs ? run(server, call) : unknownServer(id);
    });
  const ownsOf = (call: TwinCall) => (project: string) => ownsProject(call.caller.account, project);
  const one = `${ALL}/:id`;
  const data = `${one}/user_data/:key`;
  const write = { method: "POST", writes: true };
  return [
    { method: "GET", path: ALL, run: inZone((call) => list(hall, call, ownsOf(call))) },
    { ...write, path: ALL, run: inZone((call) => createServer(hall, call, ownsOf(call))) },
    { method: "GET", path: one, run: on((server, call) => answer(server, call)) },
    { method: "PATCH", path: one, writes: true, run: on((it, call) => patch(hall, it, call)) },
    { method: "DELETE", path: one, writes: true, run: on((it, call) => remove(hall, it, call)) },
    { ...write, path: `${one}/action`, run: on((server, call) => act(hall, server, call)) },
    { ...write, path: `${one}/detach-volume`, run: on((it, call) => detach(hall, it, call)) },
    { method: "GET", path: data, run: on(readUserData) },
    { method: "PATCH", path: data, writes: true, run: on((it, call) => setData(hall, it, call)) },
  ];
}

const answer = (server: Server, call: TwinCall) => json(200, { server: serverView(server, call) });

function list(hall: Hall, call: TwinCall, owns: (project: string) => boolean): Answer {
  const project = call.query.get("project");
  if (project !== null && !owns(project)) return denied("compute_servers", "read");
  const now = hall.nowMs();
  const found = hall.servers
    .all(call.caller.account)
    .filter(({ gone, region }) => !gone && region === call.params.zone)
    .filter(({ listedFromMs }) => listedFromMs <= now)
    .toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  return paged(
    "servers",
    found.map((server) => serverView(server, call)),
    call,
  );
}

function patch(hall: Hall, server: Server, call: TwinCall): Answer {
  const parsed = patchSchema.safeParse(call.body);
  if (!parsed.success) return fail(400, "invalid_request_error", "validation error");
  const { tags = server.wire.tags, name = server.name } = parsed.data;
  return answer(hall.servers.rewrite(server, { name, wire: { ...server.wire, tags } }), call);
}

function detach(hall: Hall, server: Server, call: TwinCall): Answer {
  const parsed = detachSchema.safeParse(call.body);
  if (!parsed.success) return fail(400, "invalid_request_error", "validation error");
  if (!isOff(server)) return fail(400, "invalid_request_error", "server should be stopped");
  const { volume_id: id } = parsed.data;
  const place = Object.keys(server.wire.volumes).find((key) => server.wire.volumes[key] === id);
  const volume = hall.volumes.find(id);
  if (place === undefined || !volume) return fail(404, "not_found", "resource is not found");
  takeOff(hall, volume, server);
  const { [place]: _gone, ...volumes } = server.wire.volumes;
  return answer(hall.servers.rewrite(server, { wire: { ...server.wire, volumes } }), call);
}

const isOff = ({ state }: Server) => ["stopped", "stopped in place", "locked"].includes(state);

/** Its disks stay, and go on costing money. */
function remove(hall: Hall, server: Server, call: TwinCall): Answer {
  if (!isOff(server)) return fail(400, "invalid_request_error", "server should be stopped");
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  const marked = haunted ? hall.servers.rewrite(server, { zombie: true }) : server;
  hall.servers.move(marked, "gone", FREE, [], true);
  letGo(hall, server);
  return DONE;
}

function readUserData({ wire }: Server, { params }: TwinCall): Answer {
  const text = wire.userData[params.key ?? ""];
  return text === undefined
    ? fail(404, "not_found", "resource is not found")
    : { status: 200, text };
}

/** Read by the system as it first boots, and never again. */
function setData(hall: Hall, server: Server, { params, bodyText, headers }: TwinCall): Answer {
  if (!headers["content-type"]?.startsWith("text/plain")) {
    return fail(400, "invalid_request_error", "user data is plain text");
  }
  const userData = { ...server.wire.userData, [params.key ?? ""]: bodyText };
  hall.servers.rewrite(server, { wire: { ...server.wire, userData } });
  return DONE;
}
