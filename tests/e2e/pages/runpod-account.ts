import { z } from "zod";
import { here } from "@/tests/setup/here";

const listed = z.array(z.looseObject({ id: z.string(), name: z.string().nullable() }));

/** Has the provider say for the account's next create that it has none left. */
export async function haveNoCapacityOnce(key: string): Promise<void> {
  const match = { method: "POST", path: "/pods" };
  const body = { match, fault: { kind: "no-capacity" }, times: 1 };
  await call("POST", `/control/runpod/faults?key=${key}`, { body });
}

/** The names of an account's machines, as the provider has them. */
export async function namesOf(key: string): Promise<string[]> {
  const machines = listed.parse(await call("GET", `/control/runpod/machines?key=${key}`, {}));
  return machines.flatMap(({ name }) => name ?? []);
}

/** Makes a machine in the account behind the product's back. */
export async function makeMachine(key: string, name: string): Promise<void> {
  const gpu = { id: "NVIDIA H100 80GB HBM3", count: 1 };
  await call("POST", "/runpod/v2/pods", { key, body: { name, image: "ubuntu", gpu } });
}

async function call(
  method: "GET" | "POST",
  path: string,
  { key, body }: { readonly key?: string; readonly body?: unknown },
): Promise<unknown> {
  const { SANDBOX_URL = "" } = here().settings;
  const response = await fetch(`${SANDBOX_URL}${path}`, {
    method,
    headers: {
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...(key !== undefined && { Authorization: `Bearer ${key}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${path}`);
  return response.json();
}
