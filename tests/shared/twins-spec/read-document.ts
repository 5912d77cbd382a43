import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** An API document as its publisher wrote it, JSON or YAML; Swagger 2 in the words of OpenAPI 3. */
export function readDocument(path: string): unknown {
  const text = readFileSync(path, "utf8");
  const document = path.endsWith(".json") ? JSON.parse(text) : parse(text);
  return document.swagger === "2.0" ? contentOfAnswers(document) : document;
}

/** Swagger 2 has an answer's schema where OpenAPI 3 has it per content type. */
function contentOfAnswers(node: unknown, name = ""): unknown {
  if (Array.isArray(node)) return node.map((one) => contentOfAnswers(one));
  if (typeof node !== "object" || node === null) return node;
  const { schema, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, contentOfAnswers(value, key)]),
  );
  const isAnswer = /^[1-5]\d\d$|^default$/.test(name) && schema !== undefined;
  if (isAnswer) return { ...rest, content: { "application/json": { schema } } };
  return schema === undefined ? rest : { ...rest, schema };
}
