import { json } from "../../wire/answer";
import type { TwinRoute } from "../twin";
import { regions } from "./catalog";
import { imageGroups } from "./images";
import { fail } from "./refusals";
import { flavorGroups, pricebook, stocks } from "./views";
import type { Yard } from "./yard";

/** What is sold, what it costs, how much is left, and what runs on it. */
export function offerRoutes(yard: Yard): TwinRoute[] {
  return [
    {
      method: "GET",
      path: "/core/flavors",
      run: ({ caller, query }) => {
        const wanted = query.get("region");
        const all = flavorGroups({ yard, account: caller.account });
        const data = all.filter((one) => (wanted ?? one.region_name) === one.region_name);
        return json(200, { status: true, message: "Getting flavors successful", data });
      },
    },
    {
      method: "GET",
      path: "/pricebook",
      run: ({ caller }) => json(200, pricebook({ yard, account: caller.account })),
    },
    {
      method: "GET",
      path: "/core/stocks",
      run: ({ caller }) => json(200, { stocks: stocks({ yard, account: caller.account }) }),
    },
    {
      method: "GET",
      path: "/core/images",
      run: ({ query }) => {
        const wanted = query.get("region");
        if (wanted !== null && !regions.includes(wanted)) {
          return fail(404, "Region does not exist.");
        }
        const images = regions.flatMap((region, index) =>
          (wanted ?? region) === region ? imageGroups(region, 20 + index * 10) : [],
        );
        return json(200, { status: true, message: "Getting images successful", images });
      },
    },
  ];
}
