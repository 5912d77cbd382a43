import { ImageResponse } from "next/og";
import { clock } from "@/lib/clock";
import { formatPrice } from "@/lib/format/money";
import { findGpu } from "@/lib/gpus/catalog";
import { cheapestOfModel } from "@/lib/prices/queries";

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
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        width: "100%",
        height: "100%",
        padding: 72,
        color: "#e8eef1",
        background: "#0b1115",
      }}
    >
      <div style={{ display: "flex", fontSize: 36, color: "#7fd1d8" }}>ComputeHub</div>
      <div style={{ display: "flex", flexDirection: "column" }}>
        <div style={{ fontSize: 76, lineHeight: 1.1 }}>{gpu.name}</div>
        {gpu.memoryGb !== null && (
          <div
            style={{ fontSize: 36, color: "#93a4ad", marginTop: 12 }}
          >{`${gpu.memoryGb} GB`}</div>
        )}
      </div>
      <div style={{ display: "flex", alignItems: "baseline", gap: 20 }}>
        {price && <div style={{ fontSize: 120, lineHeight: 1 }}>{price}</div>}
        {price && <div style={{ fontSize: 36, color: "#93a4ad" }}>/ GPU-h</div>}
        {price && cheapest && (
          <div style={{ fontSize: 36, color: "#93a4ad", marginLeft: "auto" }}>
            {cheapest.providerName}
          </div>
        )}
      </div>
    </div>,
    size,
  );
}
