import type { AdapterSettings, PriceList, ProviderAdapter } from "../contract";
import { joinLists, readRows } from "../read-rows";
import { shadeformClient } from "./client";
import { toOffer } from "./map";
import { meta } from "./meta";
import { type InstanceType, instanceType, place } from "./wire";

/** Shadeform: prices of about twenty clouds that it resells at their own prices. */
export function createShadeform({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = shadeformClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ credentials = {}, signal }) {
        const answer = await client.instanceTypes(credentials, { signal });
        return joinLists(answer.instance_types.map(readType));
      },
    },
  };
}

function readType(row: unknown): PriceList {
  const lists: PriceList[] = [];
  const outer = readRows([row], instanceType, (type) => {
    if (type.configuration.num_gpus < 1) return [];
    if (type.availability.length === 0) return asList(toOffer(type, null));
    lists.push(readPlaces(type));
    return [];
  });
  return joinLists([outer, ...lists]);
}

function readPlaces(type: InstanceType): PriceList {
  return readRows(type.availability, place, (one) => asList(toOffer(type, one)));
}

function asList<T>(read: T | string): T[] | string {
  return typeof read === "string" ? read : [read];
}
