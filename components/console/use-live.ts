"use client";

import {
  keepPreviousData,
  queryOptions,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import type { ActionResult } from "@/lib/actions/types";

const MOVING_MS = 2_000;
/** What somebody does in another window is seen here within three seconds. */
const RESTING_MS = 2_500;
/** For what changes by itself alone, or asks the world outside for its answer. */
export const SLOW_MS = 10_000;
const ONCE_MS = 15_000;

/** The session ended: reading again would change nothing. */
export class SignedOut extends Error {}

/** There is nothing under this address for this team. */
export class NotThere extends Error {}

interface LiveBody<T> {
  /** Domain time at the answer, which in the sandbox differs from the browser's. */
  readonly now: string;
  /** Whose answer it is: the session may have gone to another team in another window. */
  readonly team: string | null;
  readonly data: T;
}

export interface Live<T> {
  readonly data: T | undefined;
  /** The server's clock at the last answer; `receivedMs` is the browser's at the same moment. */
  readonly now: string | undefined;
  readonly receivedMs: number;
  readonly trouble: "offline" | "failed" | "signed-out" | "not-there" | null;
  readonly retry: () => void;
}

export interface LiveOptions<T> {
  /** Something is on its way, so that it is worth looking again soon. */
  readonly isMoving?: (data: T) => boolean;
  /** What stood there stays until the answer for another path is here. */
  readonly keepsPrevious?: boolean;
  /** How often to look while nothing is on its way. */
  readonly restMs?: number;
}

/**
 * Reads `/api/live/...` again every 2.5 seconds and when the window is looked at again, every 2
 * seconds while `isMoving` says that something is on its way. The last good answer stays when a later
 * read fails.
 */
export function useLive<T>(path: string, options: LiveOptions<T> = {}): Live<T> {
  const query = useQuery(liveQuery(path, options));
  return toLive(query);
}

/** The same for several paths at once, in their order. */
export function useLives<T>(
  paths: readonly string[],
  options: Pick<LiveOptions<T>, "isMoving" | "restMs"> = {},
): readonly Live<T>[] {
  return useQueries({ queries: paths.map((path) => liveQuery<T>(path, options)) }).map(toLive<T>);
}

/** What a live read asks, and when it asks again; see `useLive`. */
export function liveQuery<T>(path: string, options: LiveOptions<T>) {
  const { isMoving, keepsPrevious, restMs = RESTING_MS } = options;
  return queryOptions<LiveBody<T>>({
    queryKey: ["live", path],
    queryFn: ({ signal }) => read<T>(path, signal),
    refetchInterval: ({ state }) => {
      if (state.error instanceof SignedOut || state.error instanceof NotThere) return false;
      return state.data && isMoving?.(state.data.data) ? MOVING_MS : restMs;
    },
    retry: (count, error) =>
      count < 1 && !(error instanceof SignedOut) && !(error instanceof NotThere),
    // Offline a read fails like any other, so that the page says of when it is.
    networkMode: "always",
    ...(keepsPrevious && { placeholderData: keepPreviousData }),
  });
}

interface Answer<T> {
  readonly data: LiveBody<T> | undefined;
  readonly dataUpdatedAt: number;
  readonly error: Error | null;
  refetch(): Promise<unknown>;
}

function toLive<T>(query: Answer<T>): Live<T> {
  return {
    data: query.data?.data,
    now: query.data?.now,
    receivedMs: query.dataUpdatedAt,
    trouble: troubleOf(query.error),
    retry: () => void query.refetch(),
  };
}

/** Reads once, for a press of a button; throws as a live read does. */
export async function readLive<T>(path: string): Promise<T> {
  return (await read<T>(path, AbortSignal.timeout(ONCE_MS))).data;
}

/** Calls back when an answer is about another team than the one the page was made for. */
export function useOtherTeam(teamId: string, onOther: (team: string) => void): void {
  const client = useQueryClient();
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ type, query }) => {
        if (type !== "updated" || query.queryKey[0] !== "live") return;
        const body: unknown = query.state.data;
        const team = typeof body === "object" && body !== null ? Reflect.get(body, "team") : null;
        if (typeof team === "string" && team !== teamId) onOther(team);
      }),
    [client, teamId, onOther],
  );
}

/** Makes every live list read itself again at once, after something was asked for. */
export function useRefreshLive(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["live"] });
}

/** Settles when reads may go on; `null`: they may. */
let stillness: Promise<void> | null = null;

/** Holds all reads; answers what lets them go on. */
function holdReads(): () => void {
  let release = () => {};
  stillness = new Promise((resolve) => {
    release = resolve;
  });
  return () => {
    stillness = null;
    release();
  };
}

/**
 * For an act that ends the session and leaves the page: from its beginning on nothing is read any
 * more, since that would be answered as to a stranger. Reads go on where the act is refused, and where
 * somebody comes back to the page as the browser kept it.
 */
export function useLeaving<Input, T>(
  act: (input: Input) => Promise<ActionResult<T>>,
): (input: Input) => Promise<ActionResult<T>> {
  const client = useQueryClient();
  return async (input) => {
    const goOn = holdReads();
    window.addEventListener("pageshow", goOn, { once: true });
    await client.cancelQueries({ queryKey: ["live"] });
    const result = await act(input).catch((error: unknown) => {
      goOn();
      throw error;
    });
    if (!result.ok) goOn();
    return result;
  };
}

async function read<T>(path: string, signal: AbortSignal): Promise<LiveBody<T>> {
  if (stillness) await stillness;
  const response = await fetch(`/api/live/${path}`, { signal, cache: "no-store" });
  if (response.status === 401) throw new SignedOut();
  if (response.status === 404) throw new NotThere();
  if (!response.ok) throw new Error(`live read answered ${response.status}`);
  return response.json();
}

function troubleOf(error: Error | null): Live<unknown>["trouble"] {
  if (!error) return null;
  if (error instanceof SignedOut) return "signed-out";
  if (error instanceof NotThere) return "not-there";
  return navigator.onLine ? "failed" : "offline";
}
