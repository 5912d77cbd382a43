import type { TwinCall } from "../twin";
import type { Action } from "./droplet-wire";
import { regionView } from "./regions";
import { wireTime, type Yard } from "./yard";

type NewAction = Pick<Action, "type" | "resourceId" | "resourceType" | "region" | "end"> & {
  account: string;
  takesMs: number;
};

/** Notes that something has begun; it ends by itself. */
export function begin(yard: Yard, { takesMs, ...facts }: NewAction): Action {
  const now = yard.nowMs();
  const action = { ...facts, id: yard.newActionId(), startedAtMs: now, endsAtMs: now + takesMs };
  yard.actions.put(String(action.id), action);
  return action;
}

/** A Droplet's actions, the latest first. */
export function actionsOf(yard: Yard, dropletId: number): Action[] {
  return yard.actions
    .values()
    .filter((one) => one.resourceType === "droplet" && one.resourceId === dropletId)
    .sort((one, other) => other.id - one.id);
}

export const isUnderWay = (yard: Yard, action: Action) => yard.nowMs() < action.endsAtMs;

export function actionView(yard: Yard, action: Action, call: TwinCall) {
  const going = isUnderWay(yard, action);
  return {
    id: action.id,
    status: going ? "in-progress" : action.end,
    type: action.type,
    started_at: wireTime(action.startedAtMs, call),
    completed_at: going ? null : wireTime(action.endsAtMs, call),
    resource_id: action.resourceId,
    resource_type: action.resourceType,
    region: regionView(action.region),
    region_slug: action.region,
  };
}
