import { charge, FREE } from "../../ledger";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { findItem } from "./catalog";
import { type Exchange, MINUTE_MS } from "./exchange";
import { launch } from "./launch";
import { paged } from "./paged";
import { statusOf, toPod } from "./pod-view";
import type { Pod } from "./pod-wire";
import { missing } from "./refusals";

const HOUR_MS = 3_600_000;
const END_MS = 5_000;
/** How long a pod that has ended is still answered. */
const SHOWN_MS = 5 * 60_000;

/** The pods of an account: list, launch, status, history, read, end. */
export function podRoutes(exchange: Exchange): TwinRoute[] {
  const withPod = (run: (pod: Pod, call: TwinCall) => Answer) => (call: TwinCall) => {
    const pod = shown(exchange, call).find(({ id }) => id === call.params.id);
    return pod ? run(pod, call) : missing();
  };
  return [
    { method: "GET", path: "/pods/", run: (call) => list(exchange, call) },
    { method: "POST", path: "/pods/", writes: true, run: (call) => launch(exchange, call) },
    { method: "GET", path: "/pods", run: withSlash },
    { method: "GET", path: "/pods/history", run: (call) => history(exchange, call) },
    { method: "GET", path: "/pods/status", run: (call) => statuses(exchange, call) },
    {
      method: "GET",
      path: "/pods/:id",
      run: withPod((pod, call) => json(200, toPod(call, pod))),
    },
    {
      method: "DELETE",
      path: "/pods/:id",
      writes: true,
      run: withPod((pod, call) => (pod.gone ? missing() : end(exchange, pod, call))),
    },
  ];
}

const withSlash = ({ query }: TwinCall): Answer => {
  const search = query.toString();
  const location = `/primeintellect/api/v1/pods/${search ? `?${search}` : ""}`;
  return { status: 307, headers: { Location: location } };
};

/** The account's pods, those that ended a moment ago among them. */
function shown(exchange: Exchange, { caller: { account } }: TwinCall): Pod[] {
  settleWallet(exchange, account);
  const shownFromMs = exchange.nowMs() - SHOWN_MS / exchange.world.pace;
  return exchange.pods.all(account).filter((pod) => !pod.gone || pod.stateAtMs > shownFromMs);
}

/** Ends the pods that the wallet no longer carries. */
function settleWallet(exchange: Exchange, account: string): void {
  const alive = exchange.pods.all(account).filter((pod) => !pod.gone);
  if (alive.length === 0 || exchange.balance(account) > 0n) return;
  for (const pod of alive) exchange.pods.move(pod, "TERMINATED", FREE, [], true);
}

/** The newest first. */
function list(exchange: Exchange, call: TwinCall): Answer {
  const found = shown(exchange, call)
    .filter((pod) => pod.listedFromMs <= exchange.nowMs())
    .toReversed();
  return paged(found, call, (pod) => toPod(call, pod));
}

function statuses(exchange: Exchange, call: TwinCall): Answer {
  const ids = call.query.getAll("pod_ids");
  const data = shown(exchange, call)
    .filter(({ id }) => ids.includes(id))
    .map((pod) => ({ podId: pod.id, ...statusOf(pod) }));
  return json(200, { data, status: "success" });
}

/** Pods whose bill is closed, those that ended last first. */
function history(exchange: Exchange, call: TwinCall): Answer {
  const { account } = call.caller;
  const ended = exchange.pods
    .all(account)
    .filter((pod) => pod.gone && pod.endedAtMs !== null)
    .toSorted((a, b) => (b.endedAtMs ?? 0) - (a.endedAtMs ?? 0));
  return paged(ended, call, (pod) => {
    const item = findItem(pod.wire.listing);
    const { total } = charge(pod.segments, MINUTE_MS, exchange.nowMs());
    return {
      id: pod.id,
      name: pod.name,
      providerType: item?.provider,
      provisionedBy: null,
      type: "Instance",
      createdAt: new Date(pod.createdAtMs).toISOString(),
      terminatedAt: new Date(pod.endedAtMs ?? 0).toISOString(),
      gpuName: item?.gpuType,
      gpuCount: item?.gpuCount,
      socket: item?.socket,
      priceHr: microsToNumber(BigInt(pod.wire.hourlyMicros)),
      userId: `user-${account}`,
      teamId: null,
      totalBilledPrice: microsToNumber(total),
    };
  });
}

/** Nothing is charged any more from the order on, but for hours that were paid in advance. */
function end(exchange: Exchange, pod: Pod, call: TwinCall): Answer {
  if (pod.state === "DELETING") return json(200, { status: "DELETING" });
  const haunted = call.twist?.kind === "zombie" || call.settings.zombies === true;
  const marked = haunted ? exchange.pods.rewrite(pod, { zombie: true }) : pod;
  const afterMs = END_MS / exchange.world.pace;
  const gone = { afterMs, state: "TERMINATED", rate: FREE, ends: true };
  keepPrepaid(exchange, exchange.pods.move(marked, "DELETING", FREE, [gone]));
  return json(200, { status: "DELETING" });
}

function keepPrepaid(exchange: Exchange, pod: Pod): void {
  const paidToMs = pod.createdAtMs + (pod.wire.prepaidHours ?? 0) * HOUR_MS;
  const last = pod.segments.findLast(({ toMs, compute }) => toMs !== null && compute !== "0");
  if (!last || (last.toMs ?? 0) >= paidToMs) return;
  const segments = pod.segments.map((one) => (one === last ? { ...one, toMs: paidToMs } : one));
  exchange.pods.rewrite(pod, { segments });
}
