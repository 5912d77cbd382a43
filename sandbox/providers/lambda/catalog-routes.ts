import { json } from "../../wire/answer";
import type { TwinRoute } from "../twin";
import { regions, toCents, types } from "./catalog";
import type { Hall } from "./hall";
import { images } from "./images";
import { typeView } from "./instance-view";

/** GET /instance-types (a map by name), /regions and /images. */
export function catalogRoutes(hall: Hall): TwinRoute[] {
  return [
    {
      method: "GET",
      path: "/instance-types",
      run({ caller }) {
        const rows = types.map((type) => [
          type.name,
          {
            instance_type: typeView(type, toCents(hall.market.price(type.name, caller.account))),
            regions_with_capacity_available: regions.filter(
              (region) => hall.stockLeft(type.name, region.name, caller.account) > 0,
            ),
          },
        ]);
        return json(200, { data: Object.fromEntries(rows) });
      },
    },
    { method: "GET", path: "/regions", run: () => json(200, { data: regions }) },
    { method: "GET", path: "/images", run: () => json(200, { data: images }) },
  ];
}
