import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { locations } from "./catalog";
import { type Hall, volumeHour, volumeMonth } from "./hall";
import {
  newVolumeSchema,
  type VolumeAction,
  type VolumeFacts,
  volumeActionSchema,
} from "./instance-wire";
import { fail } from "./refusals";
import { addVolume, keepVolume, trashOf, volumesOf } from "./volumes";

/** The volumes of an account: list, trash, read, make, act, delete. */
export function volumeRoutes(hall: Hall): TwinRoute[] {
  const path = "/volumes";
  const view = (volumes: VolumeFacts[]) => json(200, volumes.map(toVolume));
  return [
    { method: "GET", path, run: ({ caller }) => view(volumesOf(hall, caller.account)) },
    { method: "POST", path, writes: true, run: (call) => make(hall, call) },
    { method: "PUT", path, writes: true, run: (call) => act(hall, call) },
    {
      method: "GET",
      path: `${path}/trash`,
      run: ({ caller }) => view(trashOf(hall, caller.account)),
    },
    {
      method: "GET",
      path: `${path}/:id`,
      run: (call) => withVolume(hall, call, call.params.id, (one) => json(200, toVolume(one))),
    },
    {
      method: "DELETE",
      path: `${path}/:id`,
      writes: true,
      run: (call) => withVolume(hall, call, call.params.id, (one) => remove(hall, one)),
    },
  ];
}

function make(hall: Hall, call: TwinCall): Answer {
  const parsed = newVolumeSchema.safeParse(call.body);
  if (!parsed.success) return fail(400, "Invalid volume");
  const { location_code: location, ...body } = parsed.data;
  if (!locations.some(({ code }) => code === location)) return fail(400, "Invalid location code");
  const { account } = call.caller;
  const made = addVolume(hall, { ...body, account, location, isOs: false, instanceId: null });
  return { status: 201, text: made.id };
}

function withVolume(
  hall: Hall,
  call: TwinCall,
  id: string | undefined,
  run: (one: VolumeFacts) => Answer,
): Answer {
  const found = volumesOf(hall, call.caller.account).find((volume) => volume.id === id);
  return found ? run(found) : fail(404, "Invalid volume id");
}

function act(hall: Hall, call: TwinCall): Answer {
  const parsed = volumeActionSchema.safeParse(call.body);
  if (!parsed.success) return fail(400, "Invalid action");
  const body = parsed.data;
  const [id] = body.id;
  return withVolume(hall, call, id, (one) => change(hall, call, body, one));
}

function change(hall: Hall, call: TwinCall, body: VolumeAction, one: VolumeFacts): Answer {
  const keep = (changes: Partial<VolumeFacts>): Answer => {
    keepVolume(hall, { ...one, ...changes });
    return { status: 202 };
  };
  switch (body.action) {
    case "delete":
      return remove(hall, one);
    case "rename":
      return body.name ? keep({ name: body.name }) : fail(400, "Invalid name");
    case "resize":
      return (body.size ?? 0) > one.size ? keep({ size: body.size }) : fail(400, "Invalid size");
    case "attach":
      if (one.instanceId !== null) return fail(400, "Can't attach an attached volume");
      return (
        stillUp(hall, call, body.instance_id ?? "") ?? keep({ instanceId: body.instance_id ?? "" })
      );
    case "detach":
      if (one.instanceId === null) return fail(400, "Can't detach a detached volume");
      return stillUp(hall, call, one.instanceId) ?? keep({ instanceId: null });
  }
}

/** Volumes change hands only while the instance is shut down. */
function stillUp(hall: Hall, call: TwinCall, id: string): Answer | undefined {
  const one = hall.instances.find(id);
  if (!one || one.gone || one.account !== call.caller.account) {
    return fail(400, "Invalid instance id");
  }
  return one.state === "offline" ? undefined : fail(400, `Can't change a ${one.state} instance`);
}

function remove(hall: Hall, one: VolumeFacts): Answer {
  if (one.instanceId !== null) return fail(400, "Can't delete an attached volume");
  keepVolume(hall, { ...one, deletedAtMs: hall.nowMs() });
  return { status: 200 };
}

/** A volume as the API answers it. */
function toVolume(one: VolumeFacts) {
  const status = one.instanceId === null ? "detached" : "attached";
  return {
    id: one.id,
    name: one.name,
    size: one.size,
    type: one.type,
    status: one.deletedAtMs === null ? status : "deleted",
    created_at: new Date(one.createdAtMs).toISOString(),
    ...(one.deletedAtMs !== null && { deleted_at: new Date(one.deletedAtMs).toISOString() }),
    instance_id: one.instanceId,
    location: one.location,
    is_os_volume: one.isOs,
    target: one.instanceId === null ? null : "vda",
    base_hourly_cost: Number(volumeHour(one.size)) / 1_000_000,
    monthly_price: volumeMonth(one.size),
    currency: "usd",
  };
}
