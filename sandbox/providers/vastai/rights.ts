import type { Answer } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { notAllowed, twoFactor } from "./refusals";

/** What keys of this provider can be limited to. */
export type Right = "instances" | "user" | "billing";

/** Keys with trouble: which of the rights each still has. */
const rightsOf: Record<string, Right[]> = { "instances-only": ["instances"], "search-only": [] };

/** A route for keys that have this right; a key made for two factors may only read. */
export function withRight(right: Right, route: TwinRoute): TwinRoute {
  const run = (call: TwinCall): Answer => {
    const { trouble = "" } = call.caller;
    if (trouble === "two-factor" && route.writes) return twoFactor();
    const allowed = rightsOf[trouble];
    return allowed && !allowed.includes(right) ? notAllowed() : route.run(call);
  };
  return { ...route, run };
}
