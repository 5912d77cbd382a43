import { get } from "node:http";
import { EMPTY_PAGE } from "./empty-page";
import type { Row } from "./report";

const pages = ["/gpus", "/gpus/h100-sxm"] as const;

/** Compressed bytes of JavaScript that a page names in its HTML, against those of an empty page. */
export async function weightRows(address: string): Promise<readonly Row[]> {
  const empty = await scriptBytes(address, EMPTY_PAGE);
  const rows: Row[] = [row("an empty page", empty)];
  for (const page of pages) {
    const bytes = await scriptBytes(address, page);
    rows.push({ ...row(page, bytes), ratio: (bytes / empty).toFixed(2) });
  }
  return rows;
}

function row(what: string, bytes: number): Row {
  return { what, figures: { "JavaScript, gzip": `${(bytes / 1024).toFixed(0)} KiB` } };
}

async function scriptBytes(address: string, page: string): Promise<number> {
  const html = await (await fetch(`${address}${page}`)).text();
  const paths = new Set(
    [...html.matchAll(/<script[^>]*\ssrc="(\/_next\/[^"]+)"(?![^>]*nomodule)/gi)].map(
      ([, path = ""]) => path,
    ),
  );
  const sizes = await Promise.all([...paths].map((path) => wireBytes(`${address}${path}`)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Bytes of a body as it crosses the wire. */
function wireBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "gzip" } }, (response) => {
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.byteLength;
      });
      response.on("end", () => resolve(size));
      response.on("error", reject);
    }).on("error", reject);
  });
}
