import type { Row } from "./report";

const QUESTIONS = 200;
const FLIGHTS = [1, 10] as const;

/** Real seconds of the whole answer, with so many questions under way at a time. */
export async function routeRow(url: string, cookie: string): Promise<Row> {
  const figures: Record<string, string> = {};
  await ask(url, cookie, FLIGHTS[1]);
  for (const flight of FLIGHTS) {
    const times = await ask(url, cookie, flight);
    figures[`p50 at ${flight}`] = `${at(times, 0.5).toFixed(0)} ms`;
    figures[`p95 at ${flight}`] = `${at(times, 0.95).toFixed(0)} ms`;
  }
  const { pathname, search } = new URL(url);
  return { what: pathname.replace("/api/live/", "") + search, figures };
}

async function ask(url: string, cookie: string, flight: number): Promise<number[]> {
  const times: number[] = [];
  let left = QUESTIONS;
  const take = async () => {
    while (left > 0) {
      left -= 1;
      const began = performance.now();
      const answer = await fetch(url, { headers: { cookie } });
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
      await answer.arrayBuffer();
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: flight }, take));
  return times.sort((one, other) => one - other);
}

function at(times: readonly number[], share: number): number {
  return times[Math.ceil(share * times.length) - 1] ?? Number.NaN;
}
