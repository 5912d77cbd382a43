import { FREE } from "../../ledger";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { asUuid } from "../uuid";
import { actionView, begin } from "./actions";
import { actOnVolumeSchema, createVolumeSchema } from "./droplet-wire";
import { paged } from "./paged";
import { missing, refuse } from "./refusals";
import { regionSlugs, regionView } from "./regions";
import { type Volume, volumeRate, wireTime, type Yard } from "./yard";

const ACT_MS = 2_000;

/** Volumes: list, create, read, attach, detach, delete. */
export function volumeRoutes(yard: Yard): TwinRoute[] {
  const on = (run: (volume: Volume, call: TwinCall) => Answer) => (call: TwinCall) => {
    const volume = yard.volumes.find(call.params.id ?? "");
    const isTheirs = volume?.account === call.caller.account && !volume.gone;
    return isTheirs ? run(volume, call) : missing();
  };
  return [
    { method: "GET", path: "/volumes", run: (call) => list(yard, call) },
    { method: "POST", path: "/volumes", writes: true, run: (call) => create(yard, call) },
    {
      method: "GET",
      path: "/volumes/:id",
      run: on((volume, call) => json(200, { volume: view(volume, call) })),
    },
    {
      method: "DELETE",
      path: "/volumes/:id",
      writes: true,
      run: on((volume) => remove(yard, volume)),
    },
    {
      method: "POST",
      path: "/volumes/:id/actions",
      writes: true,
      run: on((volume, call) => act(yard, volume, call)),
    },
  ];
}

function list(yard: Yard, call: TwinCall): Answer {
  const found = yard.volumes.all(call.caller.account).filter((volume) => !volume.gone);
  return paged(
    "volumes",
    found.map((volume) => view(volume, call)),
    call,
  );
}

function view(volume: Volume, call: TwinCall) {
  const { dropletId, description } = volume.wire;
  return {
    id: volume.id,
    droplet_ids: dropletId === null ? [] : [dropletId],
    name: volume.name,
    description,
    size_gigabytes: volume.units,
    created_at: wireTime(volume.createdAtMs, call),
    region: regionView(volume.region),
    filesystem_type: "",
    filesystem_label: "",
    tags: [],
  };
}

function create(yard: Yard, call: TwinCall): Answer {
  const parsed = createVolumeSchema.safeParse(call.body);
  if (!parsed.success) return refuse("The volume's name, size or region is invalid.");
  const { name, size_gigabytes: gb, region, description } = parsed.data;
  if (!regionSlugs.includes(region)) return refuse("The volume's region is invalid.");
  const { account } = call.caller;
  const volume = yard.volumes.create(
    {
      id: asUuid(yard.newUuidText(account)),
      account,
      name,
      offer: "volume",
      region,
      units: gb,
      listLagMs: 0,
      wire: { dropletId: null, description },
    },
    "available",
    volumeRate(gb),
    [],
  );
  return json(201, { volume: view(volume, call) });
}

function act(yard: Yard, volume: Volume, call: TwinCall): Answer {
  const parsed = actOnVolumeSchema.safeParse(call.body);
  if (!parsed.success) return refuse("The action is invalid.");
  const { type, droplet_id: wanted } = parsed.data;
  const droplet = yard.droplets.find(String(wanted));
  if (type === "attach") {
    const isTheirs = droplet?.account === volume.account && !droplet.gone;
    if (!isTheirs) return missing();
    if (droplet.region !== volume.region) return refuse("Droplet and volume differ in region.");
    if (volume.wire.dropletId !== null) return refuse("Volume is already attached to a Droplet.");
  } else if (volume.wire.dropletId !== wanted) return missing();
  const dropletId = type === "attach" ? wanted : null;
  yard.volumes.rewrite(volume, { wire: { ...volume.wire, dropletId } });
  const action = begin(yard, {
    account: volume.account,
    type: `${type}_volume`,
    resourceId: null,
    resourceType: "backend",
    region: volume.region,
    end: "completed",
    takesMs: ACT_MS / yard.world.pace,
  });
  return json(202, { action: actionView(yard, action, call) });
}

function remove(yard: Yard, volume: Volume): Answer {
  if (volume.wire.dropletId !== null) {
    return refuse("A volume that's attached to a Droplet cannot be deleted.");
  }
  yard.volumes.move(volume, "deleted", FREE, [], true);
  return { status: 204 };
}
