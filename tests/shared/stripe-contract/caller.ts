import { z } from "zod";
import type { Contract } from "./open-contract";

type Params = Record<string, unknown>;

const answerShape = z.looseObject({ id: z.string().optional() });
const listShape = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });

/** Calls the API as its forms are written, and checks each request and answer on the way. */
export function callerOf(url: string, key: string, contract: Contract) {
  const faults: string[] = [];
  const called = new Set<string>();

  async function call(method: string, path: string, params: Params = {}) {
    const pairs = formOf(params);
    const query = method === "GET" && pairs.size > 0 ? `?${pairs}` : "";
    const answer = await fetch(`${url}${path}${query}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        "stripe-version": contract.version,
        "content-type": "application/x-www-form-urlencoded",
      },
      ...(method === "GET" ? {} : { body: pairs.toString() }),
    });
    const body: unknown = await answer.json();
    if (answer.status !== 200) {
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(body)}`);
    }
    called.add(`${method} ${contract.pathOf(method, path) ?? path}`);
    if (contract.pathOf(method, path) !== undefined) {
      faults.push(...contract.checkRequest(method, path, params));
      faults.push(...contract.checkAnswer(method, path, body));
    }
    return body;
  }

  return {
    faults,
    called,
    one: async (method: string, path: string, params?: Params) => {
      const answer = answerShape.parse(await call(method, path, params));
      return { ...answer, id: answer.id ?? "" };
    },
    list: async (path: string, params?: Params) =>
      listShape.parse(await call("GET", path, params)).data,
  };
}

export type Caller = ReturnType<typeof callerOf>;

function formOf(params: Params): URLSearchParams {
  const pairs = new URLSearchParams();
  const add = (name: string, value: unknown): void => {
    if (Array.isArray(value))
      for (const [index, one] of value.entries()) add(`${name}[${index}]`, one);
    else if (typeof value === "object" && value !== null) {
      for (const [key, one] of Object.entries(value)) add(`${name}[${key}]`, one);
    } else pairs.append(name, String(value));
  };
  for (const [name, value] of Object.entries(params)) add(name, value);
  return pairs;
}
