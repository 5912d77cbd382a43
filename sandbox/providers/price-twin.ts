import type { IncomingHttpHeaders } from "node:http";
import { type Listing, type Market, openMarket } from "../market";
import { scopedSettings } from "../scope";
import { accountKeys, bearer } from "./account-keys";
import type { Refusals, Twin, TwinRoute, World } from "./twin";

export interface PriceTwinParts {
  id: string;
  title: string;
  /** `/<id>` and whatever of the path all hosts of the provider share. */
  mount: string;
  listings: Listing[];
  /** Routes marked `open` are answered without a key. */
  routes(market: Market): TwinRoute[];
  refusals: Refusals;
  /** Where a call carries its key; a bearer token by default. */
  keyOf?(headers: IncomingHttpHeaders): string | undefined;
}

/** A provider that tells its prices and rents no machines: an open list, or one behind a key. */
export function priceTwin(world: World, parts: PriceTwinParts): Twin {
  const { id, title, mount, refusals } = parts;
  const market = openMarket(world.store, id, parts.listings);
  const keys = accountKeys(id, [{ suffix: "key", account: "main", text: "key.prices" }]);
  const keyOf = parts.keyOf ?? ((headers) => bearer(headers.authorization));
  return {
    id,
    title,
    mount,
    keys: keys.facts,
    routes: parts.routes(market),
    caller: (headers) => keys.callerOf(keyOf(headers) ?? ""),
    accountOfKey: (key) => keys.callerOf(key)?.account,
    refusals,
    market,
    settings: scopedSettings(world.store, id),
    fleet: null,
  };
}
