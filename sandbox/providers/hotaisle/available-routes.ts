import { microsToNumber } from "../../money";
import { json } from "../../wire/answer";
import type { TwinRoute } from "../twin";
import { machines, specsOf } from "./catalog";
import type { Hall } from "./hall";

/** What is left to reserve, virtual and bare; nothing left is `null`, not an empty list. */
export function availableRoutes(hall: Hall): TwinRoute[] {
  return (["virtual_machines", "bare_metal"] as const).map((kind) => ({
    method: "GET",
    path: `/teams/:team/${kind}/available/`,
    run({ caller: { account } }) {
      const left = machines
        .filter((machine) => machine.kind === kind)
        .map((machine) => ({
          Quantity: hall.stockLeft(machine.id, account),
          MinimumReservationMinutes: machine.minimumMinutes,
          OnDemandPrice: Math.round(microsToNumber(hall.market.price(machine.id, account)) * 100),
          Specs: specsOf(machine),
        }))
        .filter((view) => view.Quantity > 0);
      return json(200, left.length > 0 ? left : null);
    },
  }));
}
