import { type Clone, type RunningClone, startClone } from "./clone";
import { compareLoad } from "./load";
import type { Row } from "./report";

const LOAD = { rounds: 3, seconds: 5 };

/** Starts the clone twice, the second time on what the first one left; the second keeps running. */
export async function startRows(
  clone: Clone,
): Promise<{ rows: readonly Row[]; running: RunningClone }> {
  const first = await startClone(clone, []);
  await first.stop();
  const running = await startClone(clone, []);
  const figures = {
    "first run": `${first.secondsToFirstPage.toFixed(1)} s`,
    "second run": `${running.secondsToFirstPage.toFixed(1)} s`,
  };
  return { rows: [{ what: "seconds to /gpus", figures }], running };
}

/** `/gpus` against a static file of the same server, in turn. */
export async function pageRows(address: string): Promise<readonly Row[]> {
  const file = await staticFileOf(address);
  const [page, plain] = await compareLoad([`${address}/gpus`, file], LOAD);
  const row = (what: string, figures: typeof page): Row => ({
    what,
    figures: {
      rate: `${figures.perSecond.toFixed(0)}/s`,
      p50: `${figures.p50Ms.toFixed(0)} ms`,
      p99: `${figures.p99Ms.toFixed(0)} ms`,
    },
    ...(figures === page && { ratio: (page.perSecond / plain.perSecond).toFixed(2) }),
  });
  const data = `${address}/api/v1/prices?max=3.21&area=us,europe`;
  const [route, again] = await compareLoad([data, file], LOAD);
  return [
    row("/gpus", page),
    row("a static file", plain),
    {
      what: "/api/v1/prices, filtered",
      figures: { rate: `${route.perSecond.toFixed(0)}/s`, "p97.5": `${route.p97Ms.toFixed(0)} ms` },
      ratio: (route.p97Ms / again.p97Ms).toFixed(2),
    },
    {
      what: "a static file beside it",
      figures: { rate: `${again.perSecond.toFixed(0)}/s`, "p97.5": `${again.p97Ms.toFixed(0)} ms` },
    },
  ];
}

/** The style sheet of the page: a file Next.js serves from the build folder. */
async function staticFileOf(address: string): Promise<string> {
  const html = await (await fetch(`${address}/gpus`)).text();
  const path = /href="(\/_next\/static\/[^"]+\.css[^"]*)"/.exec(html)?.[1];
  if (!path) throw new Error("the page names no style sheet");
  return `${address}${path}`;
}
