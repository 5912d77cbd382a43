import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { z } from "zod";

/** One call as it went over the wire; `path` may hold a query and follows the API's base. */
export interface Exchange {
  method: string;
  path: string;
  request: unknown;
  status: number;
  answer: unknown;
  type: string;
}

const tree = z.record(z.string(), z.unknown());
const specSchema = z.object({ paths: z.record(z.string(), tree) });

/** Checks exchanges against one provider's OpenAPI document. */
export interface Spec {
  /** Every way an exchange differs from the document, one sentence each. */
  check(exchange: Exchange): string[];
}

/**
 * `deep` also reports fields the document does not name, everywhere; documents that build objects
 * out of parts (`allOf`) can only be closed at the `top` of a body.
 */
export function openSpec(document: unknown, prefix: string, closed: "deep" | "top"): Spec {
  const nullable = allowNulls(document);
  const whole = closed === "deep" ? close(nullable) : nullable;
  const { paths } = specSchema.parse(whole);
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats(ajv);
  ajv.addFormat("uint64", true);
  ajv.addSchema(tree.parse(whole), "spec");
  const compiled = new Map<string, ValidateFunction>();

  const validate = (pointer: string, value: unknown): string[] => {
    const known = compiled.get(pointer);
    const check = known ?? ajv.compile({ $ref: `spec#${pointer}`, unevaluatedProperties: false });
    compiled.set(pointer, check);
    if (check(value)) return [];
    return (check.errors ?? []).map(({ instancePath, message, params }) =>
      [instancePath, message, ...Object.values(params)].join(" ").trim(),
    );
  };

  /** Some providers write a slash at the end that their document leaves out. */
  const pathOf = (exchange: Exchange) => {
    const [bare = ""] = `${prefix}${exchange.path}`.split("?");
    const known = Object.keys(paths).sort(
      (a, b) => Number(a.includes("{")) - Number(b.includes("{")),
    );
    const exact = known.find((path) => matches(path, bare));
    return exact ?? known.find((path) => matches(path, bare.replace(/\/$/, "")));
  };

  return {
    check(exchange) {
      const path = pathOf(exchange);
      const method = exchange.method.toLowerCase();
      const name = `${exchange.method} ${path ?? exchange.path} ${exchange.status}`;
      const operation = path === undefined ? undefined : tree.safeParse(paths[path]?.[method]).data;
      if (path === undefined || !operation) return [`${name}: not in the document`];
      const at = `/paths/${escapePointer(path)}/${method}`;
      return [
        ...checkQuery(exchange, operation, paths[path], whole).map(
          (text) => `${name}: query ${text}`,
        ),
        ...checkRequest(exchange, operation, at, whole, validate).map(
          (text) => `${name}: request ${text}`,
        ),
        ...checkAnswer(exchange, operation, at, whole, validate).map(
          (text) => `${name}: answer ${text}`,
        ),
      ];
    },
  };
}

type Validate = (pointer: string, value: unknown) => string[];

/** A request that was answered with 2xx must be one the document allows. */
function checkRequest(
  exchange: Exchange,
  operation: Record<string, unknown>,
  at: string,
  whole: unknown,
  validate: Validate,
): string[] {
  if (exchange.status >= 400) return [];
  if (exchange.request === undefined) return [];
  const found = follow(whole, `${at}/requestBody`);
  const media = found && mediaType(found.value, "application/json");
  if (!operation.requestBody || !found || !media) return ["has a body the document does not know"];
  return validate(`${found.pointer}/content/${escapePointer(media)}/schema`, exchange.request);
}

function checkAnswer(
  exchange: Exchange,
  operation: Record<string, unknown>,
  at: string,
  whole: unknown,
  validate: Validate,
): string[] {
  const responses = tree.parse(operation.responses);
  const status = String(exchange.status) in responses ? String(exchange.status) : "default";
  if (!(status in responses)) return ["status is not in the document"];
  const found = follow(whole, `${at}/responses/${status}`);
  const content = found && tree.safeParse(found.value.content).data;
  if (!found || !content || Object.keys(content).length === 0) return [];
  const [type = ""] = exchange.type.split(";");
  if (!(type in content)) return [`content type ${type} is not in the document`];
  return validate(`${found.pointer}/content/${escapePointer(type)}/schema`, exchange.answer);
}

function checkQuery(
  exchange: Exchange,
  operation: Record<string, unknown>,
  item: Record<string, unknown> | undefined,
  whole: unknown,
): string[] {
  if (exchange.status >= 400) return [];
  const list = z.array(tree).default([]);
  const parameters = [...list.parse(operation.parameters), ...list.parse(item?.parameters)].map(
    (one) => (typeof one.$ref === "string" ? follow(whole, one.$ref.slice(1))?.value : one),
  );
  const known = parameters.filter((one) => one?.in === "query").map((one) => one?.name);
  const sent = [...new URLSearchParams(exchange.path.split("?")[1] ?? "").keys()];
  return sent.filter((name) => !known.includes(name)).map((name) => `has unknown ${name}`);
}

function mediaType(holder: Record<string, unknown>, wanted: string): string | undefined {
  const content = tree.safeParse(holder.content).data ?? {};
  return wanted in content ? wanted : undefined;
}

/** The object at a JSON pointer, through one `$ref`, with the pointer where it was found. */
function follow(whole: unknown, pointer: string) {
  const value = tree.safeParse(lookUp(whole, pointer)).data;
  if (!value) return undefined;
  if (typeof value.$ref !== "string") return { pointer, value };
  const target = value.$ref.slice(1);
  const found = tree.safeParse(lookUp(whole, target)).data;
  return found && { pointer: target, value: found };
}

function lookUp(whole: unknown, pointer: string): unknown {
  const words = pointer.split("/").slice(1);
  return words.reduce<unknown>((at, word) => {
    const object = tree.safeParse(at).data;
    return object?.[word.replaceAll("~1", "/").replaceAll("~0", "~")];
  }, whole);
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return false;
  return wanted.every(
    (word, index) => word === given[index] || (word.startsWith("{") && given[index] !== ""),
  );
}

function escapePointer(word: string): string {
  return word.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** OpenAPI 3.0 says `nullable`; JSON Schema says a list of types. */
function allowNulls(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(allowNulls);
  const object = tree.safeParse(node).data;
  if (!object) return node;
  const copy = Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, allowNulls(value)]),
  );
  if (copy.nullable !== true) return copy;
  if (typeof copy.type === "string") return { ...copy, type: [copy.type, "null"] };
  const { nullable: _, ...schema } = copy;
  return { anyOf: [schema, { type: "null" }] };
}

function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close);
  const object = tree.safeParse(node).data;
  if (!object) return node;
  const copy = Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, close(value)]),
  );
  const isSchema = copy.type === "object" && tree.safeParse(copy.properties).success;
  return isSchema ? { additionalProperties: false, ...copy } : copy;
}
