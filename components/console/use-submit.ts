"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import type { ActionError, ActionResult } from "@/lib/actions/types";
import { useConfirmed } from "./confirm/use-confirm";
import { useLost } from "./use-lost";

export interface Submit<Input> {
  readonly pending: boolean;
  readonly refusal: ActionError | null;
  readonly send: (input: Input) => Promise<void>;
  readonly refuse: (refusal: ActionError | null) => void;
}

/**
 * Sends a form once at a time: a second click while the first is under way does nothing. A refusal
 * is kept as a value; what was typed stays where it is. A lost connection is a refusal as well,
 * which says what is known of it. Where
 * the person must confirm that it is them, they are asked and the same is sent again.
 */
export function useSubmit<Input, T>(
  act: (input: Input) => Promise<ActionResult<T>>,
  onDone: (data: T, input: Input) => void | Promise<void>,
): Submit<Input> {
  const lost = useLost();
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [refusal, setActionError] = useState<ActionError | null>(null);
  const confirmed = useConfirmed(act);
  const send = async (input: Input) => {
    if (busy.current) return;
    busy.current = true;
    setPending(true);
    setActionError(null);
    const result = await confirmed(input).catch(() => null);
    if (result?.ok) await onDone(result.data, input);
    else setActionError(result?.error ?? { code: "internal", reason: "internal", message: lost() });
    busy.current = false;
    setPending(false);
  };
  return { pending, refusal, send, refuse: setActionError };
}

/** Puts the cursor into the first field that was refused, once its error is on the page. */
export function useFocusRefused(
  form: RefObject<HTMLFormElement | null>,
  refusal: ActionError | null,
): void {
  useEffect(() => {
    if (!refusal?.fields) return;
    const field = form.current?.querySelector("[aria-invalid=true]");
    if (field instanceof HTMLElement) field.focus();
  }, [form, refusal]);
}

/** The texts of a form's fields by name. */
export function formTexts(form: HTMLFormElement): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") texts[name] = value;
  }
  return texts;
}
