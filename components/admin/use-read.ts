"use client";

import { useQuery } from "@tanstack/react-query";
import type { ActionResult } from "@/lib/actions/types";

export interface Read<T> {
  readonly data: T | undefined;
  /** What was said instead of an answer; empty where nobody answered. */
  readonly refusal: string | null;
  readonly isReading: boolean;
  readonly again: () => void;
}

/**
 * Reads through an operator's verb, which writes each look down: once when the page opens and when
 * somebody asks again, never by itself.
 */
export function useRead<T>(name: string, read: () => Promise<ActionResult<T>>): Read<T> {
  const query = useQuery({
    queryKey: ["operator", name],
    queryFn: async () => {
      const answer = await read();
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.data;
    },
    retry: false,
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return {
    data: query.data,
    refusal: query.error ? query.error.message : null,
    isReading: query.isFetching,
    again: () => void query.refetch(),
  };
}
