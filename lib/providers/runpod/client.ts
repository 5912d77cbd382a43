import { z } from "zod";
import { callProvider } from "../call";
import type { BilledMachine, CallContext, Credentials } from "../contract";
import { kindOfRefusal } from "./refusal";
import { gpuCatalog, pod, podBilling, podList } from "./wire";

export type Cloud = "SECURE" | "COMMUNITY";
export type PodAction = "start" | "stop" | "restart";

/** The HTTP calls of RunPod's REST v2 that we make, one function each. */
export function runpodClient(baseUrl: string) {
  function call<T>(credentials: Credentials, context: CallContext, request: Call<T>): Promise<T> {
    const apiKey = credentials.apiKey ?? "";
    return callProvider({
      method: request.method,
      url: `${baseUrl}${request.path}`,
      headers: { authorization: `Bearer ${apiKey}` },
      body: request.body,
      answer: request.answer,
      changesMachine: request.method !== "GET",
      launches: request.method === "POST" && request.path === "/pods",
      secrets: [apiKey],
      kindOf: kindOfRefusal,
      timeoutMs: request.method === "GET" ? 20_000 : 60_000,
      ...context,
    });
  }

  return {
    gpus(credentials: Credentials, cloud: Cloud, context: CallContext) {
      const path = `/catalog/gpus?include=AVAILABILITY&product=POD&cloud=${cloud}`;
      return call(credentials, context, { method: "GET", path, answer: gpuCatalog });
    },
    createPod(credentials: Credentials, body: unknown, context: CallContext) {
      return call(credentials, context, { method: "POST", path: "/pods", body, answer: created });
    },
    pods(credentials: Credentials, context: CallContext) {
      return call(credentials, context, { method: "GET", path: "/pods", answer: podList });
    },
    pod(credentials: Credentials, id: string, context: CallContext) {
      return call(credentials, context, { method: "GET", path: podPath(id), answer: pod });
    },
    deletePod(credentials: Credentials, id: string, context: CallContext) {
      return call(credentials, context, { method: "DELETE", path: podPath(id), answer: nothing });
    },
    podBilling(credentials: Credentials, machine: BilledMachine, context: CallContext) {
      const query = new URLSearchParams({
        podId: machine.id,
        bucketSize: "hour",
        startTime: machine.fromAt.toISOString(),
        endTime: machine.toAt.toISOString(),
      });
      const path = `/billing/pods?${query}`;
      return call(credentials, context, { method: "GET", path, answer: podBilling });
    },
    act(credentials: Credentials, id: string, action: PodAction, context: CallContext) {
      const path = `${podPath(id)}/action`;
      return call(credentials, context, {
        method: "POST",
        path,
        body: { action },
        answer: created,
      });
    },
  };
}

interface Call<T> {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly answer: z.ZodType<T>;
}

const created = z.object({ id: z.string().min(1) });
const nothing = z.undefined();
const podPath = (id: string) => `/pods/${encodeURIComponent(id)}`;
