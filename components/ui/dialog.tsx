"use client";

import * as Radix from "@radix-ui/react-dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { cn } from "./cn";

export interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** Buttons of the last line. */
  readonly footer?: ReactNode;
  /** Slides in from the side on phones and stays narrow on wide screens. */
  readonly side?: boolean;
  readonly children?: ReactNode;
}

/**
 * A modal dialog: focus stays inside and goes back to where it came from, Escape closes, the page
 * behind does not scroll.
 */
export function Dialog(props: DialogProps) {
  const t = useTranslations("common");
  const { open, onOpenChange, title, description, footer, side = false, children } = props;
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-black/45" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          className={cn(
            "fixed z-50 flex flex-col bg-surface shadow-float focus:outline-none",
            side
              ? "inset-y-0 left-0 w-[min(22rem,88vw)]"
              : "inset-x-4 top-[12vh] mx-auto max-h-[80vh] max-w-lg rounded-lg",
          )}
        >
          <div className="flex items-start gap-4 border-b border-line px-5 py-4">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-md font-semibold">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-1 text-base text-muted">
                  {description}
                </Radix.Description>
              )}
            </div>
            <Radix.Close
              aria-label={t("close")}
              className="-mr-2 grid size-8 place-items-center rounded text-muted hover:bg-hover"
            >
              <X aria-hidden className="size-4" />
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {footer}
            </div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
