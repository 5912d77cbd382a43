import { Slot } from "@radix-ui/react-slot";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const variants = {
  primary: "bg-accent text-accent-ink hover:bg-accent-hover",
  secondary: "border border-line-strong bg-surface text-ink hover:bg-hover",
  ghost: "text-muted hover:bg-hover hover:text-ink",
  danger: "bg-bad-fill text-white hover:bg-bad-hover",
  "danger-quiet": "border border-line-strong bg-surface text-bad hover:bg-bad-soft",
} as const;

const sizes = {
  sm: "h-7 gap-1.5 px-2.5 text-sm",
  md: "h-9 gap-2 px-3.5 text-base",
  lg: "h-11 gap-2 px-5 text-md",
  icon: "size-8",
} as const;

export interface ButtonProps extends ComponentProps<"button"> {
  readonly variant?: keyof typeof variants;
  readonly size?: keyof typeof sizes;
  /** Work is under way: the button stays in place, says so and takes no second click. */
  readonly pending?: boolean;
  /** Puts the look on the one child, for links. */
  readonly asChild?: boolean;
}

/** A button, or with `asChild` a link that looks like one. */
export function Button(props: ButtonProps) {
  const { variant = "secondary", size = "md", pending = false, asChild = false, ...rest } = props;
  const className = cn(
    "inline-flex shrink-0 items-center justify-center whitespace-nowrap rounded font-medium",
    "transition-colors disabled:opacity-55 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
    rest.className,
  );
  if (asChild) return <Slot {...rest} className={className} />;
  return (
    <button
      type="button"
      {...rest}
      className={className}
      disabled={rest.disabled || pending}
      aria-busy={pending || undefined}
    >
      {pending && <LoaderCircle aria-hidden className="size-4 animate-spin" />}
      {rest.children}
    </button>
  );
}
