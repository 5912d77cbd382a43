import { z } from "zod";
import { conditionSchema } from "../network/conditions";
import type { Outside } from "../outside";
import type { Answer } from "../wire/answer";
import type { Served } from "../wire/serve-twin";
import { type ControlCall, fine, missing, wrong } from "./route";

/** What ails a machine, what was changed of it, and where it stands in the network. */
export function conditionOf(outside: Outside, served: Served, call: ControlCall): Answer {
  const standing = served.twin.fleet?.standing(idIn(call));
  if (!standing) return missing("no such machine");
  const name = nameOf(served, call);
  const { conditions } = outside;
  return fine({ condition: conditions.of(name), changed: conditions.changed(name), standing });
}

export function setCondition(outside: Outside, served: Served, call: ControlCall): Answer {
  const parsed = conditionSchema.safeParse(call.body);
  if (!parsed.success) return wrong(z.prettifyError(parsed.error));
  if (!served.twin.fleet?.standing(idIn(call))) return missing("no such machine");
  outside.conditions.change(nameOf(served, call), parsed.data);
  return fine(outside.conditions.of(nameOf(served, call)));
}

export function heal(outside: Outside, served: Served, call: ControlCall): Answer {
  outside.conditions.heal(nameOf(served, call));
  return fine();
}

const idIn = ({ params }: ControlCall) => params.id ?? "";

const nameOf = ({ twin }: Served, call: ControlCall) => `${twin.id}/${idIn(call)}`;
