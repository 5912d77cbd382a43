"use client";

import { createContext, use } from "react";
import type { ActionResult } from "@/lib/actions/types";

/** Asks the person to confirm that it is them; answers whether they did. */
export type Confirm = () => Promise<boolean>;

export const ConfirmContext = createContext<Confirm>(async () => false);

/**
 * Sends something, and where it is refused because the session is not fresh, asks for confirmation
 * and sends the very same again. Whoever turns the question down gets the refusal.
 */
export function useConfirmed<Input, T>(
  act: (input: Input) => Promise<ActionResult<T>>,
): (input: Input) => Promise<ActionResult<T>> {
  const confirm = use(ConfirmContext);
  return async (input) => {
    const result = await act(input);
    const isAsked = !result.ok && result.error.reason === "confirm-needed";
    return isAsked && (await confirm()) ? act(input) : result;
  };
}
