import type { ControlRoute } from "../control/route";
import type { Outside } from "../outside";

export function pageRoutes(_outside: Outside): ControlRoute[] {
  return [];
}
