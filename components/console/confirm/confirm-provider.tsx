"use client";

import { type ReactNode, useCallback, useRef, useState } from "react";
import { ConfirmDialog, type ConfirmDialogProps } from "./confirm-dialog";
import { ConfirmContext } from "./use-confirm";

export interface ConfirmProviderProps {
  readonly acts: ConfirmDialogProps["acts"];
  readonly children: ReactNode;
}

/** Holds the one dialog in which a person confirms that it is them, for every form inside. */
export function ConfirmProvider({ acts, children }: ConfirmProviderProps) {
  const [asking, setAsking] = useState(false);
  const answers = useRef<((confirmed: boolean) => void)[]>([]);
  const confirm = useCallback(() => {
    setAsking(true);
    return new Promise<boolean>((resolve) => answers.current.push(resolve));
  }, []);
  const close = (confirmed: boolean) => {
    setAsking(false);
    for (const answer of answers.current.splice(0)) answer(confirmed);
  };
  return (
    <ConfirmContext value={confirm}>
      {children}
      {asking && <ConfirmDialog acts={acts} onClose={close} />}
    </ConfirmContext>
  );
}
