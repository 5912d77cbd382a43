import { z } from "zod";
import { callProvider, type ProviderRequest } from "../call";
import type { BilledMachine, CallContext, Credentials } from "../contract";
import { logEvents, readEvents } from "./pod-log";
import { kindOfRefusal } from "./refusal";
import { gpuCatalog, networkVolumes, pod, podBilling, podList, sshKeys } from "./wire";

export type Cloud = "SECURE" | "COMMUNITY";
export type PodAction = "start" | "stop" | "restart";

/** The HTTP calls of RunPod's REST v2 that we make, one function each. */
export function runpodClient(baseUrl: string) {
  function call<T>(credentials: Credentials, context: CallContext, request: Call<T>): Promise<T> {
    const apiKey = credentials.apiKey ?? "";
    return callProvider({
      ...request,
      url: `${baseUrl}${request.path}`,
      headers: { authorization: `Bearer ${apiKey}`, ...request.headers },
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
    /** Pods of clusters too, which the usual list leaves out. */
    everyPod(credentials: Credentials, context: CallContext) {
      const path = "/pods?includeClusterPods=true";
      return call(credentials, context, { method: "GET", path, answer: podList });
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
    /** The stream goes on as long as the pod lives; what it holds so far comes at once. */
    podLogs(credentials: Credentials, id: string, lines: number, context: CallContext) {
      return call(credentials, context, {
        method: "GET",
        path: `${podPath(id)}/logs?tail=${lines}`,
        headers: { accept: "text/event-stream" },
        answer: logEvents,
        read: readEvents,
        stream: { totalMs: 8_000, quietMs: 1_500 },
        maxBytes: 4_000_000,
      });
    },
    sshKeys(credentials: Credentials, context: CallContext) {
      const path = "/account/ssh-keys";
      return call(credentials, context, { method: "GET", path, answer: sshKeys });
    },
    volumes(credentials: Credentials, context: CallContext) {
      const path = "/network-volumes";
      return call(credentials, context, { method: "GET", path, answer: networkVolumes });
    },
    deleteVolume(credentials: Credentials, id: string, context: CallContext) {
      const path = `/network-volumes/${encodeURIComponent(id)}`;
      return call(credentials, context, { method: "DELETE", path, answer: nothing });
    },
  };
}

type Call<T> = Pick<
  ProviderRequest<T>,
  "body" | "answer" | "headers" | "read" | "stream" | "maxBytes"
> & {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
};

const created = z.object({ id: z.string().min(1) });
const nothing = z.undefined();
const podPath = (id: string) => `/pods/${encodeURIComponent(id)}`;
