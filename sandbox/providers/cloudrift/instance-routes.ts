import { z } from "zod";
import { FREE, rateNow } from "../../ledger";
import type { Answer } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { inEnvelope, plain } from "./envelope";
import type { Hall, Instance } from "./hall";
import { isKnown, statusOf, toView } from "./instance-view";
import { rent } from "./rent";

/** Lists and ends of an older protocol are refused since August 2026. */
const SINCE = "2026-08-05";
const USUAL_LIMIT = 50;
const SHUTDOWN_MS = 10_000;
const START_MS = 20_000;
const DEACTIVATE_MS = 10_000;

const statuses = z.enum(["Initializing", "Active", "Deactivating", "Inactive", "Failed"]);
const scope = z.union([
  z.enum(["Personal", "All"]),
  z.object({ Teams: z.array(z.string()) }),
  z.object({ PersonalAndTeams: z.array(z.string()) }),
]);
const selector = z.union([
  z.object({ ById: z.array(z.string()) }),
  z.object({
    ByStatus: z.object({
      statuses: z.array(statuses),
      limit: z.number().int().min(0).nullish(),
      scope: scope.nullish(),
    }),
  }),
]);
const flag = z.boolean().nullish();
const mask = z.object({
  with_connection_info: flag,
  with_credentials: flag,
  with_hardware_info: flag,
  with_usage_info: flag,
});
const listSchema = z.object({ selector, mask: mask.nullish() });
const actSchema = z.object({ selector });

type Selector = z.infer<typeof selector>;

/** The machines of an account: rent, list, power, end. Every call names them by a selector. */
export function instanceRoutes(hall: Hall): TwinRoute[] {
  const post = (verb: string, run: (call: TwinCall) => Answer): TwinRoute => ({
    method: "POST",
    path: `/instances/${verb}`,
    writes: verb !== "list",
    run,
  });
  return [
    post("rent", (call) => rent(hall, call)),
    post("list", (call) => inEnvelope(call, listSchema, (data) => list(hall, call, data), SINCE)),
    post("terminate", (call) =>
      inEnvelope(
        call,
        actSchema,
        (data) => ({ terminated: ended(hall, call, data.selector) }),
        SINCE,
      ),
    ),
    post("stop", act(hall, "stopped", ["Running"], shutDown)),
    post("start", act(hall, "started", ["Shutoff"], start)),
    post(
      "reset",
      act(hall, "reset", ["Running"], (one) => to(hall, one, "Running")),
    ),
    post(
      "pause",
      act(hall, "paused", ["Running"], (one) => to(hall, one, "Paused")),
    ),
    post(
      "resume",
      act(hall, "resumed", ["Paused"], (one) => to(hall, one, "Running")),
    ),
  ];
}

function list(hall: Hall, call: TwinCall, data: z.infer<typeof listSchema>) {
  if (data.mask?.with_credentials && call.caller.rights !== "all") {
    return { refused: plain(403, "Forbidden") };
  }
  const known = selected(hall, call, data.selector).filter((one) => isKnown(one, hall.nowMs()));
  const limit = "ByStatus" in data.selector ? data.selector.ByStatus.limit : null;
  const shown = "ByStatus" in data.selector ? known.slice(0, limit ?? USUAL_LIMIT) : known;
  return { instances: shown.map((one) => toView(hall, one, data.mask ?? {})) };
}

function selected(hall: Hall, { caller: { account } }: TwinCall, by: Selector): Instance[] {
  const all = hall.ofAccount(account);
  if ("ById" in by) return all.filter(({ id }) => by.ById.includes(id));
  const wanted: ReadonlySet<string> = new Set(by.ByStatus.statuses);
  return all.filter((one) => wanted.has(statusOf(one, hall.nowMs())));
}

/** Takes the machines that are in one of the states; the others are refused, all or none. */
function act(
  hall: Hall,
  word: string,
  from: string[],
  move: (one: Instance, hall: Hall, call: TwinCall) => void,
) {
  return (call: TwinCall) =>
    inEnvelope(call, actSchema, (data) => {
      const found = selected(hall, call, data.selector).filter((one) => !one.gone);
      const [first] = found.filter(({ state }) => !from.includes(state));
      if (found.length === 0) return { refused: plain(400, "Instance not found") };
      if (first) return { refused: plain(400, `domain is ${whyNot(first, from)}`) };
      for (const one of found) move(one, hall, call);
      return { [word]: found.map(({ id }) => id) };
    });
}

function whyNot({ state }: Instance, from: string[]): string {
  if (from.includes("Paused")) return "not paused";
  return state === "Running" || from.includes("Shutoff") ? "already running" : "not running";
}

function to(hall: Hall, one: Instance, state: string): void {
  hall.instances.move(one, state, rateNow(one.segments));
}

/** It is shut down from inside, and paid for all the while and after. */
function shutDown(one: Instance, hall: Hall): void {
  const rate = rateNow(one.segments);
  const afterMs = SHUTDOWN_MS / hall.world.pace;
  hall.instances.move(one, "Shutdown", rate, [{ afterMs, state: "Shutoff", rate }]);
}

function start(one: Instance, hall: Hall, call: TwinCall): void {
  const rate = rateNow(one.segments);
  const afterMs = call.settings.bootMs ?? START_MS / hall.world.pace;
  hall.instances.move(one, "Booting", rate, [{ afterMs, state: "Running", rate }]);
}

/** Billing ends at once, the machine some time later or never. One that failed is only dismissed. */
function ended(hall: Hall, call: TwinCall, by: Selector) {
  const standing = selected(hall, call, by).filter(
    (one) => !one.gone && one.state !== "Deactivating",
  );
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  return standing.map((found) => {
    const one = haunted ? hall.instances.rewrite(found, { zombie: true }) : found;
    const afterMs = found.state === "Failed" ? 0 : DEACTIVATE_MS / hall.world.pace;
    const isStuck = call.twist?.kind === "boot-stuck";
    const plan = isStuck ? [] : [{ afterMs, state: "Inactive", rate: FREE, ends: true }];
    return toView(hall, hall.instances.move(one, "Deactivating", FREE, plan), {});
  });
}
