/** What the reader asked of the price table; it lives in the address and nowhere else. */
export interface TableSearch {
  /** Free words; may hold a memory ("80 GB") and a ceiling ("under $2"). */
  readonly q: string;
  readonly vendors: readonly string[];
  readonly memoriesGb: readonly string[];
  /** Provider ids: shown as columns, and a GPU must be sold by one of them. */
  readonly providers: readonly string[];
  readonly pricing: "on-demand" | "spot";
  readonly isLiveOnly: boolean;
  readonly sort: Sort;
}

export const sorts = ["wanted", "price", "memory", "name"] as const;
export type Sort = (typeof sorts)[number];

export type ListFilter = "vendors" | "memoriesGb" | "providers";

const listNames: Readonly<Record<ListFilter, string>> = {
  vendors: "vendor",
  memoriesGb: "memory",
  providers: "provider",
};

/** Reads the search part of an address; what it does not understand it leaves out. */
export function readSearch(search: string): TableSearch {
  const params = new URLSearchParams(search);
  const list = (filter: ListFilter) =>
    (params.get(listNames[filter]) ?? "")
      .split(",")
      .filter((text) => text !== "")
      .slice(0, 80);
  return {
    q: (params.get("q") ?? "").slice(0, 200),
    vendors: list("vendors"),
    memoriesGb: list("memoriesGb"),
    providers: list("providers"),
    pricing: params.get("pricing") === "spot" ? "spot" : "on-demand",
    isLiveOnly: params.get("live") === "1",
    sort: sorts.find((sort) => sort === params.get("sort")) ?? "wanted",
  };
}

/** The search part of the address, with its question mark, or nothing where all is as at first. */
export function writeSearch(search: TableSearch): string {
  const params = new URLSearchParams();
  if (search.q !== "") params.set("q", search.q);
  for (const filter of ["vendors", "memoriesGb", "providers"] as const) {
    if (search[filter].length > 0) params.set(listNames[filter], search[filter].join(","));
  }
  if (search.pricing === "spot") params.set("pricing", "spot");
  if (search.isLiveOnly) params.set("live", "1");
  if (search.sort !== "wanted") params.set("sort", search.sort);
  const text = params.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/** What free words mean: words to find, a memory, a ceiling for the price. */
export interface Words {
  readonly words: readonly string[];
  readonly memoryGb: number | null;
  readonly under: number | null;
}

const ceiling =
  /(?:under|below|less than|max|<|≤|低于|不超过)\s*\$?\s*(\d+(?:\.\d+)?)(?:\s*(?:\/h|美元))?/i;
const memory = /(\d+)\s*gi?b\b/i;

/** Understands "H100 80 GB under $2" and "H100 低于 2 美元". */
export function readWords(q: string): Words {
  const under = ceiling.exec(q);
  const rest = under ? q.replace(under[0], " ") : q;
  const gb = memory.exec(rest);
  const words = (gb ? rest.replace(gb[0], " ") : rest).split(/\s+/).map(compact);
  return {
    words: words.filter((word) => word !== ""),
    memoryGb: gb?.[1] === undefined ? null : Number(gb[1]),
    under: under?.[1] === undefined ? null : Number(under[1]),
  };
}

/** Lower case without spaces and signs, so that "rtx4090" finds "RTX 4090". */
export function compact(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** All GPUs with an on-demand price, in the order of the page. */
export const emptySearch: TableSearch = readSearch("");

/** How many filters are set, for the button that opens them. */
export function countFilters(search: TableSearch): number {
  const { vendors, memoriesGb, providers, pricing, isLiveOnly } = search;
  const lists = vendors.length + memoriesGb.length + providers.length;
  return lists + Number(pricing === "spot") + Number(isLiveOnly);
}
