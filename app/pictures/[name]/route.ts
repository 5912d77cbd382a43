import { ImageResponse } from "next/og";
import { createElement } from "react";
import { clock } from "@/lib/clock";
import { formatPrice } from "@/lib/format/money";
import { findGpu } from "@/lib/gpus/catalog";
import { cheapestOfModel } from "@/lib/prices/queries";
import { GpuPicture } from "./gpu-picture";

export const dynamic = "force-static";
export const revalidate = 600;

/** No picture is made at build time. */
export function generateStaticParams(): { name: string }[] {
  return [];
}

const size = { width: 1200, height: 630 };

interface Context {
  readonly params: Promise<{ readonly name: string }>;
}

/**
 * The picture of a GPU when its page is shared, `/pictures/<model>.png`: its name and lowest live
 * price. The one text font that comes with the renderer has Latin letters alone, so the picture is
 * the same in every language.
 */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const gpu = findGpu((await params).name.replace(/\.png$/, ""));
  if (!gpu) return new Response("Not found", { status: 404 });
  const cheapest = await cheapestOfModel(gpu.id, clock.now());
  const price = cheapest?.kind === "live" ? formatPrice(cheapest.pricePerGpuHour) : null;
  return new ImageResponse(
    createElement(GpuPicture, {
      name: gpu.name,
      memoryGb: gpu.memoryGb,
      price,
      providerName: cheapest?.providerName ?? null,
    }),
    size,
  );
}
