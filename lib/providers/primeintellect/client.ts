import type { z } from "zod";
import { callProvider, type ProviderRequest } from "../call";
import type { CallContext, Credentials } from "../contract";
import { ProviderError } from "../errors";
import { kindOfLaunchRefusal, kindOfRefusal } from "./refusal";
import {
  availabilityPage,
  endedPod,
  gpuSummary,
  history,
  madePod,
  pageOf,
  pod,
  podCount,
  sshKey,
  wallet,
  whoami,
} from "./wire";

const PAGE_SIZE = 100;
const MAX_PAGES = 100;

/**
 * The HTTP calls of Prime Intellect's v1 that we make, for one credential. Paths of lists end with a
 * slash: without it the answer is a redirection.
 */
export function primeIntellectClient(baseUrl: string) {
  return ({ apiKey = "" }: Credentials, context: CallContext) => {
    function call<T>({ path, ...request }: Call<T>): Promise<T> {
      return callProvider({
        changesMachine: false,
        kindOf: kindOfRefusal,
        ...request,
        url: `${baseUrl}${path}`,
        headers: { authorization: `Bearer ${apiKey}` },
        secrets: [apiKey],
        ...context,
      });
    }

    const get = <T>(path: string, answer: z.ZodType<T>) => call({ method: "GET", path, answer });

    const page = <T>(path: string, row: z.ZodType<T>, offset: number) =>
      get(`${path}?offset=${offset}&limit=${PAGE_SIZE}`, pageOf(row));

    /** Every row of a list. One that is another length on its next page may have lost a row between. */
    async function everyRow<T extends { readonly id: string }>(
      path: string,
      row: z.ZodType<T>,
    ): Promise<T[]> {
      const rows: T[] = [];
      const first = await page(path, row, 0);
      let { data } = first;
      for (let pages = 1; pages <= MAX_PAGES; pages += 1) {
        rows.push(...data);
        if (data.length < PAGE_SIZE && rows.length >= first.total_count) return rows;
        const next = await page(path, row, rows.length);
        if (next.total_count !== first.total_count) throw broken("the list moves");
        if (next.data.length === 0 && rows.length < first.total_count) throw broken(CUT);
        data = next.data;
      }
      throw broken("the list does not end");
    }

    return {
      async gpus(filter: Readonly<Record<string, string>> = {}): Promise<unknown[]> {
        const rows: unknown[] = [];
        for (let number = 1; number <= MAX_PAGES; number += 1) {
          const asked = { page: `${number}`, page_size: `${PAGE_SIZE}`, ...filter };
          const path = `/availability/gpus?${new URLSearchParams(asked)}`;
          const { items, totalCount } = await get(path, availabilityPage);
          rows.push(...items);
          if (rows.length >= totalCount) return rows;
          if (items.length === 0) throw broken(CUT);
        }
        throw broken("the list does not end");
      },
      gpuSummary: () => get("/availability/gpu-summary", gpuSummary),
      whoami: () => get("/user/whoami", whoami),
      wallet: () => get("/billing/wallet?limit=1", wallet),
      countPods: () => get("/pods/?limit=1", podCount),
      sshKeys: () => everyRow("/ssh_keys/", sshKey),
      addSshKey: (body: unknown) =>
        call({ method: "POST", path: "/ssh_keys/", body, answer: sshKey }),
      pods: () => everyRow("/pods/", pod),
      pod: (id: string) => get(`/pods/${encodeURIComponent(id)}`, pod),
      /** Those that ended last come first. */
      history: (offset: number) => page("/pods/history", history, offset),
      launch: (body: unknown) =>
        call({
          method: "POST",
          path: "/pods/",
          body,
          answer: madePod,
          changesMachine: true,
          launches: true,
          kindOf: kindOfLaunchRefusal,
          timeoutMs: 60_000,
        }),
      end: (id: string) =>
        call({
          method: "DELETE",
          path: `/pods/${encodeURIComponent(id)}`,
          answer: endedPod,
          changesMachine: true,
          timeoutMs: 60_000,
        }),
    };
  };
}

export type PrimeIntellectCalls = ReturnType<ReturnType<typeof primeIntellectClient>>;

type Call<T> = Pick<ProviderRequest<T>, "method" | "body" | "answer"> &
  Partial<Pick<ProviderRequest<T>, "changesMachine" | "launches" | "kindOf" | "timeoutMs">> & {
    readonly path: string;
  };

const CUT = "the list ends before its own count";
const broken = (detail: string) => new ProviderError("transient", { detail });
