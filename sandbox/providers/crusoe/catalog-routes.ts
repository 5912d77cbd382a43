import { json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { images, locations, types, type VmType } from "./catalog";
import type { Hall } from "./hall";

/** What is sold and where, what of it is left, and what a project may have: no price anywhere. */
export function catalogRoutes(hall: Hall): TwinRoute[] {
  const get = (path: string, view: (call: TwinCall) => unknown): TwinRoute => ({
    method: "GET",
    path,
    run: (call) => json(200, view(call)),
  });
  return [
    get("/locations", () => ({ items: locations })),
    get("/capacities", (call) => ({ items: capacities(hall, call) })),
    get("/compute/images", () => ({ items: images.map(imageView) })),
    get("/projects/:project/compute/vms/types", () => ({ items: types.map(typeView) })),
    get("/projects/:project/quotas", ({ caller }) => ({ quotas: quotas(hall, caller.account) })),
  ];
}

function typeView(type: VmType) {
  const what = type.gpus > 0 ? `${type.gpus}x ${type.gpu}` : `${type.vcpus} cores`;
  return {
    product_name: type.name,
    description: what,
    num_gpu: type.gpus,
    gpu_type: type.gpu,
    cpu_cores: type.vcpus,
    cpu_type: type.cpu,
    memory_gb: type.ramGb,
    memory_type: "RAM",
    disk_gb: type.diskGb,
    disk_type: type.diskGb > 0 ? "NVMe" : "",
  };
}

/** A type is told once for each quota a machine of it may count against; the most of them holds. */
function capacities(hall: Hall, { caller, query }: TwinCall) {
  const [names, places] = [query.getAll("product_name"), query.getAll("location")];
  return types
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .flatMap((type) =>
      Object.keys(type.stock)
        .filter((location) => places.length === 0 || places.includes(location))
        .flatMap((location) => {
          const quantity = Math.max(0, hall.stockLeft(type.name, location, caller.account));
          const row = { type: type.name, location, num_slices: Math.max(1, type.gpus) };
          const quota = `PROJECT_QUOTA_TYPE_MAXIMUM_VM_SLICES_${type.gpu || "CPU"}`;
          return [
            { ...row, quantity: Math.floor(quantity / 2), quota_type: `${quota}_RESERVED` },
            { ...row, quantity, quota_type: quota },
          ];
        }),
    );
}

function imageView({ name, tags }: (typeof images)[number]) {
  return {
    id: `image-${name}`,
    name,
    description: name,
    tags,
    created_at: "2026-05-04T12:00:00Z",
    locations,
  };
}

function quotas(hall: Hall, account: string) {
  const used = hall.vms.all(account).filter(({ gone }) => !gone).length;
  const max = hall.most(account);
  return [
    {
      type: "PROJECT_QUOTA_TYPE_MAXIMUM_VMS",
      programmatic_name: "vms",
      category: "GPU Instance",
      description: "Virtual machines",
      max,
      used,
      available: Math.max(0, max - used),
    },
  ];
}
