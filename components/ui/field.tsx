"use client";

import { TriangleAlert } from "lucide-react";
import { createContext, type ReactNode, use, useId } from "react";
import { cn } from "./cn";

interface FieldLink {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

const FieldContext = createContext<FieldLink | null>(null);

export interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong, as a sentence; makes the control inside invalid. */
  readonly error?: string | null | undefined;
  /** A word beside the label, for fields that may stay empty. */
  readonly optional?: string;
  readonly className?: string;
  /** One of Input, Select, Textarea; it finds its label and its error by itself. */
  readonly children: ReactNode;
}

/** Label, control, hint and error, tied together for screen readers. */
export function Field({ label, hint, error, optional, className, children }: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : "";
  const errorId = error ? `${id}-error` : "";
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  return (
    <FieldContext value={{ id, describedBy, invalid: Boolean(error) }}>
      <div className={cn("grid gap-1.5", className)}>
        <label htmlFor={id} className="flex items-baseline gap-2 text-sm font-medium">
          {label}
          {optional && <span className="text-xs font-normal text-faint">{optional}</span>}
        </label>
        {children}
        {error && (
          <p id={errorId} role="alert" className="flex items-start gap-1.5 text-sm text-bad">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {error}
          </p>
        )}
        {hint && (
          <div id={hintId} className="text-xs text-faint">
            {hint}
          </div>
        )}
      </div>
    </FieldContext>
  );
}

/** The attributes that tie a control to the field around it, if there is one. */
export function useFieldControl() {
  const field = use(FieldContext);
  if (!field) return {};
  return {
    id: field.id,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.invalid || undefined,
  };
}
