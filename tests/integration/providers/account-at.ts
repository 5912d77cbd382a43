import type { CallContext } from "@/lib/providers/contract";
import { adapterMakers } from "@/lib/providers/registry";
import { ownGuard } from "@/scripts/provider/own-guard";
import { bases, freshKey, wireTo } from "../sandbox/wire";

/** A fresh account at a twin: its adapter, its key, and a guard that keeps the provider's limits. */
export function accountAt(url: string, id: "runpod" | "lambda", apiKey = freshKey(id)) {
  const adapter = must(adapterMakers[id]?.({ baseUrl: `${url}${bases[id]}`, pace: 100 }));
  const context: CallContext = { guard: ownGuard(adapter.meta.capabilities?.rate ?? []) };
  return {
    adapter,
    instances: must(adapter.instances),
    volumes: must(adapter.volumes),
    credentials: { apiKey },
    wire: wireTo(url, id, apiKey),
    context,
  };
}

/** The thing, where a test is about one that is there. */
export function must<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new Error("it is not there");
  return thing;
}
