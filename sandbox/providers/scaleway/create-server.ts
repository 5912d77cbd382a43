import { FREE } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { products } from "./catalog";
import { bookId, type Hall, hourlyMicros, type Server, volumeRate } from "./hall";
import { denied, fail, outOfStock, wrongArgument } from "./refusals";
import { serverView } from "./server-view";
import { type Create, createSchema } from "./server-wire";

const BYTES_PER_GB = 1e9;
const images = [
  "ubuntu_jammy_gpu_os_12",
  "ubuntu_noble_gpu_os_12",
  "ubuntu_noble_gpu_os_13_nvidia",
];

/** POST /servers: makes a server that is switched off, and the disk that its system lies on. */
export function createServer(
  hall: Hall,
  call: TwinCall,
  owns: (project: string) => boolean,
): Answer {
  const parsed = createSchema.safeParse(call.body);
  if (!parsed.success) return fail(400, "invalid_request_error", "validation error");
  const zone = call.params.zone ?? "";
  const refusal = refuse(hall, call, parsed.data, owns);
  if (refusal) return refusal;
  return json(201, { server: serverView(make(hall, call, zone, parsed.data), call) });
}

function refuse(
  hall: Hall,
  { caller, params, settings }: TwinCall,
  body: Create,
  owns: (project: string) => boolean,
): Answer | undefined {
  const { account, trouble } = caller;
  const zone = params.zone ?? "";
  if (!owns(body.project)) return denied("compute_servers", "write");
  const product = products.find((one) => one.product === body.commercial_type);
  if (!product?.zones.includes(zone)) {
    return wrongArgument("commercial_type", "is not available in this zone");
  }
  if (!images.includes(body.image)) {
    return wrongArgument("image", "is not compatible with the commercial type");
  }
  const [root] = Object.values(body.volumes);
  if (root?.volume_type !== "sbs_volume") {
    return wrongArgument("volumes", "the commercial type takes block storage alone");
  }
  if (trouble === "no-block") return denied("volume", "write");
  const { quota = account === "full" ? 0 : null } = settings;
  const current = hall.servers.all(account).filter((one) => !one.gone).length;
  if (quota !== null && current >= quota) {
    const resource = `cp_servers_type_${body.commercial_type.replaceAll("-", "_")}`;
    return fail(403, "quotas_exceeded", "quotas exceeded", {
      details: [{ resource, quota, current }],
    });
  }
  const left = hall.stockLeft(body.commercial_type, zone, account);
  return left < 1 ? outOfStock(body.commercial_type) : undefined;
}

function make(hall: Hall, call: TwinCall, zone: string, body: Create): Server {
  const { account } = call.caller;
  const { twist, settings } = call;
  const [id, volumeId] = [bookId(zone, hall.newId(account)), hall.newId(account)];
  const gb = Math.round((body.volumes["0"]?.size ?? 0) / BYTES_PER_GB);
  const hourly = hourlyMicros(hall, body.commercial_type, account);
  const server = hall.servers.create(
    {
      id,
      account,
      name: body.name,
      offer: body.commercial_type,
      region: zone,
      units: 1,
      listLagMs: twist?.kind === "list-lag" ? twist.ms : (settings.listLagMs ?? 0),
      wire: {
        image: body.image,
        hourlyMicros: hourly.toString(),
        ip: null,
        tags: body.tags,
        volumes: { "0": volumeId },
        userData: {},
        fate: fateOf(call),
      },
    },
    "stopped",
    FREE,
    [],
  );
  hall.volumes.create(
    {
      id: volumeId,
      account,
      name: `${body.name}-system`,
      offer: "block-storage",
      region: zone,
      units: gb,
      listLagMs: 0,
      wire: { serverId: id },
    },
    "in_use",
    volumeRate(hall, gb),
    [],
  );
  const haunted = twist?.kind === "zombie" || settings.zombies === true;
  return haunted ? hall.servers.rewrite(server, { zombie: true }) : server;
}

function fateOf({ twist }: TwinCall) {
  if (twist?.kind === "boot-stuck") return "stuck";
  return twist?.kind === "boot-fails" ? "fails" : "runs";
}
