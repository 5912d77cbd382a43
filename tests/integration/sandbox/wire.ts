import { z } from "zod";
import type { Credentials } from "@/lib/providers/contract";
import { findProviderMeta } from "@/lib/providers/meta";

/** Calls to one provider of a sandbox with one key, and to its control page for that key. */
export interface Wire {
  key: string;
  call(method: string, path: string, body?: unknown): Promise<WireAnswer>;
  control(method: string, path: string, body?: unknown): Promise<WireAnswer>;
}

export interface WireAnswer {
  status: number;
  headers: Headers;
  text: string;
  body: unknown;
}

/** Where an adapter finds a twin: at its provider's id, with the path that its API has outside. */
export function rootOf(provider: string): string {
  const { apiUrl } = findProviderMeta(provider) ?? fail(provider);
  return `/${provider}${new URL(apiUrl).pathname.replace(/\/$/, "")}`;
}

/** Where calls of a twin begin; the adapter of DigitalOcean writes the version of each itself. */
export function baseOf(provider: string): string {
  return rootOf(provider) + (provider === "digitalocean" ? "/v2" : "");
}

function fail(provider: string): never {
  throw new Error(`no provider ${provider}`);
}

/** A credential of the sandbox: each field of it is the key. */
export function credentialsAt(provider: string, key: string): Credentials {
  const { credentialFields } = findProviderMeta(provider) ?? fail(provider);
  return Object.fromEntries(credentialFields.map(({ name }) => [name, key]));
}

let serial = 0;

/** A key of an account nobody else uses. */
export function freshKey(provider: string): string {
  serial += 1;
  return `sandbox-${provider}-t-${process.pid}x${Date.now().toString(36)}x${serial}`;
}

export function wireTo(url: string, provider: string, key: string): Wire {
  return {
    key,
    call: (method, path, body) => request(`${url}${baseOf(provider)}${path}`, method, body, key),
    control(method, path, body) {
      const join = path.includes("?") ? "&" : "?";
      const target = `${url}/control/${provider}/${path}${join}key=${key}`;
      return request(target, method, body);
    },
  };
}

export async function request(
  url: string,
  method: string,
  body?: unknown,
  key?: string | Headers,
): Promise<WireAnswer> {
  const answer = await fetch(url, {
    method,
    redirect: "manual",
    headers: {
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headersOf(key),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: readJson(text) };
}

/** A key in the way of its provider, or the headers of a call that is signed. */
function headersOf(key: string | Headers | undefined): Record<string, string> {
  if (key === undefined) return {};
  return typeof key === "string" ? authorizationOf(key) : Object.fromEntries(key);
}

/** `Token abc` is sent as it is, a bare key under every name that a provider has for it. */
function authorizationOf(key: string): Record<string, string> {
  if (key.includes(" ")) return { Authorization: key };
  return {
    Authorization: `Bearer ${key}`,
    "X-API-Key": key,
    "X-Auth-Token": key,
    api_key: key,
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export async function moveClock(url: string, advanceMs: number): Promise<void> {
  await request(`${url}/control/clock`, "POST", { advanceMs });
}

const amount = z.string().regex(/^\d+$/);

export const billSchema = z.object({
  machines: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      state: z.string(),
      listed: z.boolean(),
      createdAt: z.string(),
      endedAt: z.string().nullable(),
      totalMicros: amount,
      segments: z.array(
        z.object({
          from: z.string(),
          to: z.string().nullable(),
          state: z.string(),
          usdPerHour: z.string(),
        }),
      ),
    }),
  ),
  maxConcurrent: z.number(),
  maxConcurrentByName: z.record(z.string(), z.number()),
  duplicates: z.array(z.string()),
  totalMicros: amount,
});

export async function readBill(wire: Wire) {
  return billSchema.parse((await wire.control("GET", "bill")).body);
}

/** The id under which a twin keeps a machine, which may be a part of the one that its adapter gives it. */
export async function nativeId(wire: Wire, id: string): Promise<string> {
  const { machines } = await readBill(wire);
  const kept = machines.find((one) => one.id === id || id.endsWith(`:${one.id}`));
  if (!kept) throw new Error(`the twin has no machine ${id}`);
  return kept.id;
}
