import { FREE } from "../../ledger";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { regions } from "./catalog";
import { type Block, blockMonthMicros, blockRate, type Lot, wireTime } from "./lot";
import { attachSchema, createBlockSchema } from "./machine-wire";
import { paged } from "./paged";
import { fail } from "./refusals";

const MAKE_MS = 5_000;
const sizes = { high_perf: [10, 10_000], storage_opt: [40, 40_000] } as const;
const DONE: Answer = { status: 204 };

/** Block storage: list, read, create, attach, detach, delete. */
export function blockRoutes(lot: Lot): TwinRoute[] {
  const on = (run: (block: Block, call: TwinCall) => Answer) => (call: TwinCall) => {
    const block = lot.blocks.find(call.params.id ?? "");
    const isTheirs = block?.account === call.caller.account && !block.gone;
    return isTheirs ? run(block, call) : fail(404, "Invalid block storage ID.");
  };
  const write = { method: "POST", writes: true };
  return [
    { method: "GET", path: "/blocks", run: (call) => list(lot, call) },
    { ...write, path: "/blocks", run: (call) => create(lot, call) },
    {
      method: "GET",
      path: "/blocks/:id",
      run: on((block, call) => json(200, { block: view(block, call) })),
    },
    {
      method: "DELETE",
      path: "/blocks/:id",
      writes: true,
      run: on((block) => remove(lot, block)),
    },
    {
      ...write,
      path: "/blocks/:id/attach",
      run: on((block, call) => attach(lot, block, call)),
    },
    { ...write, path: "/blocks/:id/detach", run: on((block) => detach(lot, block)) },
  ];
}

function list(lot: Lot, call: TwinCall): Answer {
  const found = lot.blocks.all(call.caller.account).filter((block) => !block.gone);
  return paged(
    "blocks",
    found.map((block) => view(block, call)),
    call,
  );
}

function view(block: Block, call: TwinCall) {
  return {
    id: block.id,
    date_created: wireTime(block.createdAtMs, call),
    cost: microsToNumber(blockMonthMicros(block.units)),
    status: block.state,
    size_gb: block.units,
    region: block.region,
    attached_to_instance: block.wire.instanceId ?? "",
    label: block.name,
    mount_id: block.wire.mountId,
  };
}

function create(lot: Lot, call: TwinCall): Answer {
  const parsed = createBlockSchema.safeParse(call.body);
  if (!parsed.success) return fail(400, "Bad request.");
  const { region, size_gb: gb, label, block_type: type } = parsed.data;
  if (!regions.some((one) => one.id === region)) return fail(400, "Invalid location.");
  const [least, most] = sizes[type];
  if (gb < least || gb > most) return fail(400, "Invalid size.");
  const { account } = call.caller;
  const id = lot.newId(account);
  const rate = blockRate(gb);
  const block = lot.blocks.create(
    {
      id,
      account,
      name: label,
      offer: "block-storage",
      region,
      units: gb,
      listLagMs: 0,
      wire: { instanceId: null, mountId: `${region}-${id.replaceAll("-", "").slice(0, 14)}` },
    },
    "pending",
    rate,
    [{ afterMs: MAKE_MS / lot.world.pace, state: "active", rate }],
  );
  return json(202, { block: view(block, call) });
}

function attach(lot: Lot, block: Block, call: TwinCall): Answer {
  const parsed = attachSchema.safeParse(call.body);
  if (!parsed.success) return fail(400, "Bad request.");
  const server = lot.servers.find(parsed.data.instance_id);
  const isTheirs = server?.account === block.account && !server.gone && server.wire.kind === "vm";
  if (!isTheirs) return fail(404, "Invalid instance.");
  if (server.region !== block.region) return fail(400, "Block storage is in another location.");
  if (block.state !== "active") return fail(400, "Block storage is currently locked.");
  if (block.wire.instanceId !== null) return fail(400, "Block storage is already attached.");
  lot.blocks.rewrite(block, { wire: { ...block.wire, instanceId: server.id } });
  return DONE;
}

function detach(lot: Lot, block: Block): Answer {
  if (block.wire.instanceId === null) return fail(400, "Block storage is not attached.");
  lot.blocks.rewrite(block, { wire: { ...block.wire, instanceId: null } });
  return DONE;
}

function remove(lot: Lot, block: Block): Answer {
  if (block.wire.instanceId !== null) return fail(400, "Block storage is already attached.");
  lot.blocks.move(block, "deleted", FREE, [], true);
  return DONE;
}
