import { microsToNumber } from "../../money";
import { type Instance, RELEASED } from "./yard";

const ADDRESSLESS = new Set(["queued", "creating"]);

/** The forms in which public clients met the answers of one and the same call. */
export type Shape = "listed" | "flat" | "nested";

export function listView(shape: Shape, instances: Instance[]) {
  const rows = instances.map((one) => rowView(shape, one));
  if (shape === "flat") return { data: rows };
  return shape === "nested"
    ? { data: { attributes: { instances: rows } } }
    : { data: { instances: rows } };
}

export function oneView(shape: Shape, instance: Instance) {
  const row = rowView(shape, instance);
  return shape === "flat" ? row : { data: row };
}

function rowView(shape: Shape, instance: Instance) {
  const { id } = instance;
  const facts = factsOf(instance);
  if (shape === "listed") return { type: "virtualmachine", id, ...facts };
  if (shape === "flat") return { id, ...facts, status: facts.status.replaceAll("_", "") };
  const status = facts.status.toUpperCase().replaceAll("_", "-");
  return { type: "virtualmachine", id, attributes: { ...facts, status } };
}

function factsOf({ name, state, region, units, wire }: Instance) {
  const compute = state === RELEASED ? 0n : BigInt(wire.computeMicros);
  return {
    name,
    status: state,
    ...(ADDRESSLESS.has(state) ? {} : { ipAddress: wire.ip }),
    portForwards: wire.forwards,
    rateHourly: microsToNumber(compute + BigInt(wire.storageMicros)),
    resources: {
      vcpu_count: wire.vcpus,
      ram_gb: wire.ramGb,
      storage_gb: wire.storageGb,
      gpus: { [wire.v0Name]: { count: units, v0Name: wire.v0Name } },
    },
    location_id: region,
    image: wire.image,
  };
}
