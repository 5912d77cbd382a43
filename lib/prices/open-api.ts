import { z } from "zod";
import { gpuSummary, offerAnswer } from "./api-schema";
import { offerQuery } from "./schema";

/** The OpenAPI 3.1 document of the public API, made from the schemas that the routes read by. */
export function openApi(site: string): object {
  return {
    openapi: "3.1.0",
    info: {
      title: "ComputeHub prices",
      version: "1",
      description:
        "Prices of rentable GPUs. Amounts are US dollars as decimal strings; times are UTC. A price older than a day is not shown.",
    },
    servers: [{ url: new URL("/api/v1", site).href }],
    paths: {
      "/prices": {
        get: {
          summary: "Offers, filtered, sorted and paged",
          parameters: [
            ...queryParameters(),
            parameter("format", { type: "string", enum: ["json", "csv"], default: "json" }),
          ],
          responses: {
            200: {
              description: "Offers that fit",
              content: {
                "application/json": { schema: jsonSchema(offerAnswer) },
                "text/csv": { schema: { type: "string" } },
              },
            },
            ...refusals,
          },
        },
      },
      "/gpus": {
        get: {
          summary: "GPU models with data sheet and lowest prices",
          responses: {
            200: {
              description: "All models",
              content: {
                "application/json": {
                  schema: jsonSchema(
                    z.object({ generatedAt: z.string(), gpus: z.array(gpuSummary) }),
                  ),
                },
              },
            },
            ...refusals,
          },
        },
      },
    },
  };
}

const refusals = {
  304: { description: "Not changed since the given ETag" },
  400: { description: "A parameter is wrong; `error.parameters` names it" },
  503: { description: "The prices cannot be read right now" },
  429: { description: "Too many requests; wait as Retry-After says" },
};

function queryParameters(): object[] {
  const { properties = {} } = z.toJSONSchema(offerQuery, { io: "input", unrepresentable: "any" });
  return Object.entries(properties).map(([name, schema]) =>
    parameter(name, typeof schema === "object" ? withoutMeta(schema) : {}),
  );
}

function parameter(name: string, schema: object): object {
  const isList = Object.hasOwn(schema, "items");
  return { name, in: "query", schema, ...(isList && { style: "form", explode: false }) };
}

function jsonSchema(schema: z.ZodType): object {
  return withoutMeta(z.toJSONSchema(schema));
}

function withoutMeta(schema: object): object {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== "$schema"));
}
