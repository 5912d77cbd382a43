import { z } from "zod";
import type { Store } from "../../store";
import { json } from "../../wire/answer";
import type { TwinRoute } from "../twin";
import { fail } from "./refusals";

const kinds = z.enum(["instances", "disks"]);
const operationSchema = z.object({
  id: z.string(),
  account: z.string(),
  kind: kinds,
  resourceId: z.string(),
  startedAtMs: z.number(),
  doneAtMs: z.number(),
  /** Why it fails, once it is done. */
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Somebody was told how it ended. */
  isTold: z.boolean(),
});

type Operation = z.infer<typeof operationSchema>;

export interface Begin {
  account: string;
  kind: Operation["kind"];
  resourceId: string;
  afterMs: number;
  failure?: Operation["failure"];
}

/** What calls began and the clock brings to an end. */
export interface Operations {
  /** Answers a call with the operation it began. */
  begin(facts: Begin): ReturnType<typeof json>;
  /** What is under way on a thing comes to nothing, since it is being ended. */
  callOff(resourceId: string): void;
  routes(kind: Operation["kind"], path: string): TwinRoute[];
}

export function openOperations(
  store: Store,
  newId: (account: string) => string,
  nowMs: () => number,
): Operations {
  const rows = store.collection("crusoe.operations", (value) => operationSchema.parse(value));

  function view(one: Operation) {
    const isDone = one.doneAtMs <= nowMs();
    if (isDone && !one.isTold) rows.put(one.id, { ...one, isTold: true });
    const over = one.failure ? "FAILED" : "SUCCEEDED";
    return {
      operation_id: one.id,
      state: isDone ? over : "IN_PROGRESS",
      metadata: { id: one.resourceId },
      started_at: new Date(one.startedAtMs).toISOString(),
      completed_at: isDone ? new Date(one.doneAtMs).toISOString() : "",
      ...(isDone && { result: one.failure ?? {} }),
    };
  }

  return {
    begin({ afterMs, failure = null, ...facts }) {
      const startedAtMs = nowMs();
      const doneAtMs = startedAtMs + afterMs;
      const id = newId(facts.account);
      const one = { id, ...facts, startedAtMs, doneAtMs, failure, isTold: false };
      rows.put(id, one);
      return json(200, { operation: { ...view(one), state: "IN_PROGRESS", completed_at: "" } });
    },
    callOff(resourceId) {
      const doneAtMs = nowMs();
      const failure = { code: "cancelled", message: "the resource is being deleted" };
      for (const one of rows.values()) {
        if (one.resourceId !== resourceId || one.doneAtMs <= doneAtMs) continue;
        rows.put(one.id, { ...one, doneAtMs, failure });
      }
    },
    routes: (kind, path) => [
      {
        method: "GET",
        path,
        /** Those under way, and those of whose end nobody was told. */
        run({ caller, query }) {
          const states = query.getAll("state");
          const items = rows
            .values()
            .filter((one) => one.account === caller.account && one.kind === kind && !one.isTold)
            .filter(({ resourceId }) => (query.get("resource_id") ?? resourceId) === resourceId)
            .map(view)
            .filter(({ state }) => states.length === 0 || states.includes(state));
          return json(200, { items });
        },
      },
      {
        method: "GET",
        path: `${path}/:operation`,
        run({ caller, params }) {
          const one = rows.get(params.operation ?? "");
          const isOwn = one?.account === caller.account && one.kind === kind;
          return one && isOwn ? json(200, view(one)) : fail(404, "operation not found");
        },
      },
    ],
  };
}
