import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";

/**
 * An API document as its publisher wrote it, JSON or YAML; Swagger 2 in the words of OpenAPI 3. Where
 * a provider has one for each product, their names stand one after another: `one.yaml, other.yaml`.
 */
export function readDocument(path: string): unknown {
  const [first = "", ...others] = path.split(", ");
  const documents = [first, ...others.map((name) => join(dirname(first), name))].map(readOne);
  return documents.length === 1 ? documents[0] : joined(documents);
}

/** The parts of several products are called by their product's name, so none stands for another. */
function joined(documents: readonly Document[]): Document {
  const schemas = documents.map(({ components }) => components?.schemas ?? {});
  return {
    ...documents[0],
    paths: Object.assign({}, ...documents.map(({ paths }) => paths)),
    components: { ...documents[0]?.components, schemas: Object.assign({}, ...schemas) },
  };
}

interface Document {
  readonly paths?: object;
  readonly components?: { readonly schemas?: object };
}

function readOne(path: string) {
  const text = readFileSync(path, "utf8");
  const document = path.endsWith(".json") ? JSON.parse(text) : parse(text);
  return document.swagger === "2.0" ? contentOfAnswers(document) : document;
}

/** Swagger 2 has an answer's schema, and a body among the parameters, where OpenAPI 3 has content. */
function contentOfAnswers(node: unknown, parent = ""): unknown {
  if (Array.isArray(node)) return node.map((one) => contentOfAnswers(one));
  if (typeof node !== "object" || node === null) return node;
  const { schema, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      contentOfAnswers(value, parent === "responses" ? "answer" : key),
    ]),
  );
  if (schema === undefined) return withBody(rest);
  return parent === "answer" ? { ...rest, ...contentOf(schema) } : { ...rest, schema };
}

function withBody(operation: Record<string, unknown>): Record<string, unknown> {
  const parameters: unknown[] = Array.isArray(operation.parameters) ? operation.parameters : [];
  const body = parameters.map(Object).find((one) => one.in === "body");
  return body ? { ...operation, requestBody: contentOf(body.schema) } : operation;
}

const contentOf = (schema: unknown) => ({ content: { "application/json": { schema } } });
