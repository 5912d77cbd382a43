import { machineClock } from "@/lib/clock";
import type { AdapterSettings, KeysFace, PricesFace, ProviderAdapter } from "../contract";
import { ProviderError } from "../errors";
import { readRows } from "../read-rows";
import { type CrusoeClient, crusoeClient } from "./client";
import { instancesFace } from "./instances";
import { toOffers } from "./map";
import { meta } from "./meta";
import { dated } from "./rates";
import { machineType } from "./wire";

/** Crusoe: virtual machines with data disks of their own, by calls that are signed with the time. */
export function createCrusoe({
  baseUrl,
  pace = 1,
  clock = machineClock,
}: AdapterSettings): ProviderAdapter {
  const client = crusoeClient(baseUrl, clock);
  return {
    meta,
    prices: pricesFace(client),
    keys: keysFace(client),
    instances: instancesFace(client, { pace, clock }),
  };
}

/** With a key, the dated prices of what can be launched, where it can. */
function pricesFace(client: CrusoeClient): PricesFace {
  return {
    ...dated,
    async list({ credentials, ...context }) {
      if (!credentials) return { offers: [], skipped: [] };
      const [types, capacities] = await Promise.all([
        client.types(credentials, context),
        client.capacities(credentials, context),
      ]);
      return readRows(types.items, machineType, (type) => toOffers(type, capacities.items));
    },
  };
}

function keysFace(client: CrusoeClient): KeysFace {
  return {
    async verify(credentials, context) {
      const { identity } = await client.identity(credentials, context);
      const { items } = await client.projects(credentials, context);
      if (!items.some(({ id }) => id === credentials.projectId)) {
        throw new ProviderError("missing-right", { detail: "the key does not see the project" });
      }
      return { account: identity.email || null, canLaunch: null };
    },
    async sshKeys(credentials, context) {
      const { items } = await client.sshKeys(credentials, context);
      return items.map(({ id, name, public_key: publicKey }) => ({ id, name, publicKey }));
    },
  };
}
