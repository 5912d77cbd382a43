import type { NextRequest } from "next/server";
import { z } from "zod";
import { findBest } from "@/lib/deployments/best/queries";
import type { BestView } from "@/lib/deployments/best/types";
import { launchBestInput } from "@/lib/deployments/schema";
import { AppError } from "@/lib/errors";
import { liveAnswer } from "../../live-answer";

/** That something will be given is all the ranking needs to know of it; no key stands in an address. */
const given = z.enum(["1"]).transform(() => "given");

const search = launchBestInput
  .pick({ models: true, count: true, pricing: true, areas: true, diskGb: true, except: true })
  .extend({
    ceiling: launchBestInput.shape.ceiling.optional(),
    image: given.optional(),
    environment: z
      .enum(["1"])
      .transform(() => [{ name: "GIVEN", value: "", secret: false }])
      .optional(),
    startupScript: given.optional(),
    command: given.optional(),
    /** How many keys, where 2 stands for any more than one. */
    sshPublicKeys: z.enum(["1", "2"]).optional(),
    ports: z
      .enum(["1"])
      .transform(() => [1])
      .optional(),
    watchInside: z
      .enum(["1"])
      .transform(() => true)
      .optional(),
    stops: z.enum(["1"]).optional(),
  });

/** The offers that fit what is looked for, cheapest first, and why the others do not. */
export function GET(request: NextRequest): Promise<Response> {
  return liveAnswer<BestView>(async (scope) => {
    const parsed = search.safeParse(readParams(request.nextUrl.searchParams));
    if (!parsed.success) throw new AppError("not-found", "not-understood");
    const { stops, ports = [], environment = [], sshPublicKeys: keys, ...rest } = parsed.data;
    const sshPublicKeys = Array.from({ length: Number(keys ?? 0) }, (_, index) => `given ${index}`);
    const lease = stops ? ({ act: "stop" } as const) : undefined;
    return findBest(scope, { ...rest, ports, environment, sshPublicKeys, lease, providers: [] });
  });
}

const lists = ["models", "areas", "except"];
const numbers = ["count", "diskGb"];

function readParams(params: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(
    [...params].map(([name, text]) => {
      if (lists.includes(name)) return [name, text.split(",").filter(Boolean)];
      return [name, numbers.includes(name) ? Number(text) : text];
    }),
  );
}
