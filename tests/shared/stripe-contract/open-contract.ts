import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { z } from "zod";

const tree = z.record(z.string(), z.unknown());
const documentSchema = z.object({
  api_version: z.string(),
  endpoints: z.array(
    z.object({ method: z.string(), path: z.string(), params: tree, response: tree }),
  ),
  events: z.array(z.string()),
  $defs: z.record(z.string(), tree),
});

/** The schemas of an API version, closed: a field they do not name is a fault too. */
export interface Contract {
  version: string;
  events: Set<string>;
  /** The contract's own path of a call, such as `/v1/customers/{id}`; undefined where it has none. */
  pathOf(method: string, path: string): string | undefined;
  checkRequest(method: string, path: string, params: unknown): string[];
  checkAnswer(method: string, path: string, answer: unknown): string[];
  /** Checks one object by the name of its schema. */
  checkObject(name: string, value: unknown): string[];
}

/** `reads: "text"`: parameters as a form carries them, where a number is text too. */
export function openContract(
  document: unknown,
  { reads = "json" }: { reads?: "json" | "text" } = {},
): Contract {
  const { api_version: version, endpoints, events, $defs } = documentSchema.parse(document);
  const ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes: reads === "text" });
  addFormats(ajv);
  ajv.addFormat("decimal", /^-?\d+(\.\d+)?$/);
  ajv.addSchema({ $defs: closed($defs) }, "contract");
  const compiled = new Map<string, ValidateFunction>();

  const validate = (name: string, schema: unknown, value: unknown): string[] => {
    const known = compiled.get(name) ?? ajv.compile(tree.parse(located(closed(schema))));
    compiled.set(name, known);
    if (known(value)) return [];
    return (known.errors ?? []).map(({ instancePath, message, params }) =>
      [name, instancePath, message, JSON.stringify(params)].join(" "),
    );
  };
  const endpointOf = (method: string, path: string) =>
    endpoints
      .filter((one) => one.method === method && matches(one.path, path))
      .sort((a, b) => a.path.split("{").length - b.path.split("{").length)[0];

  return {
    version,
    events: new Set(events),
    pathOf: (method, path) => endpointOf(method, path)?.path,
    checkRequest(method, path, params) {
      const endpoint = endpointOf(method, path);
      if (!endpoint) return [`${method} ${path} is not in the contract`];
      return validate(`${method} ${endpoint.path} request`, endpoint.params, params);
    },
    checkAnswer(method, path, answer) {
      const endpoint = endpointOf(method, path);
      if (!endpoint) return [`${method} ${path} is not in the contract`];
      return validate(`${method} ${endpoint.path} answer`, endpoint.response, answer);
    },
    checkObject: (name, value) => validate(name, { $ref: `#/$defs/${name}` }, value),
  };
}

/** Closes objects but lists, whose `url` the contract leaves out, and takes the known words as the only ones. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  const parsed = tree.safeParse(schema);
  if (!parsed.success) return schema;
  const node = parsed.data;
  if (node["x-undefined"] === true) return { not: {} };
  if (node["x-known"] !== undefined) return { enum: node["x-known"] };
  const inner = Object.fromEntries(Object.entries(node).map(([key, one]) => [key, closed(one)]));
  const properties = tree.safeParse(node.properties).data;
  if (!properties || node.additionalProperties !== undefined) return inner;
  const isList = JSON.stringify(properties.object) === JSON.stringify({ const: "list" });
  return isList ? inner : { ...inner, additionalProperties: false };
}

function located(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"contract#/$defs/'));
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return false;
  return wanted.every((part, index) => part.startsWith("{") || part === given[index]);
}
