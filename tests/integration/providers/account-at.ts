import { afterAll, beforeAll } from "vitest";
import type { CallContext } from "@/lib/providers/contract";
import { adapterMakers } from "@/lib/providers/registry";
import { ownGuard } from "@/scripts/provider/own-guard";
import { runSandbox, type SandboxProcess } from "../sandbox/sandbox-process";
import { credentialsAt, freshKey, rootOf, wireTo } from "../sandbox/wire";

/** The twins as a process of their own, for the tests of one file. */
export function rentSandbox(): { readonly url: string } {
  const held: { sandbox?: SandboxProcess } = {};
  beforeAll(async () => {
    held.sandbox = await runSandbox();
    process.env.SANDBOX_NETWORK_URL = `socks5://127.0.0.1:${held.sandbox.networkPort}`;
    process.env.SANDBOX_NETWORK_CA = held.sandbox.authorityFile;
  });
  afterAll(() => held.sandbox?.stop());
  return {
    get url() {
      return must(held.sandbox).url;
    },
  };
}

/** A fresh account at a twin: its adapter, its key, and a guard that keeps the provider's limits. */
export function accountAt(url: string, id: string, apiKey = freshKey(id)) {
  const adapter = must(adapterMakers[id]?.({ baseUrl: `${url}${rootOf(id)}`, pace: 100 }));
  const context: CallContext = { guard: ownGuard(adapter.meta.capabilities?.rate ?? []) };
  return {
    adapter,
    instances: must(adapter.instances),
    keys: must(adapter.keys),
    prices: must(adapter.prices),
    volumes: must(adapter.volumes),
    credentials: credentialsAt(id, apiKey),
    wire: wireTo(url, id, apiKey),
    context,
  };
}

/** The thing, where a test is about one that is there. */
export function must<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new Error("it is not there");
  return thing;
}
