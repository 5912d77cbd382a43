import type { ReactNode } from "react";

export interface BreadcrumbProps {
  /** Name of the landmark: "Breadcrumb". */
  readonly label: string;
  /** Links, from the top down; the last one is the page itself, as text. */
  readonly items: readonly { readonly key: string; readonly node: ReactNode }[];
}

export function Breadcrumb({ label, items }: BreadcrumbProps) {
  return (
    <nav aria-label={label} className="mb-2 text-sm text-muted">
      <ol className="flex flex-wrap items-center gap-x-2">
        {items.map(({ key, node }, index) => (
          <li
            key={key}
            aria-current={index === items.length - 1 ? "page" : undefined}
            className="flex items-center gap-2 [&_a]:inline-block [&_a]:py-1 [&_a:hover]:text-ink [&_a:hover]:underline"
          >
            {index > 0 && (
              <span aria-hidden className="text-faint">
                /
              </span>
            )}
            {node}
          </li>
        ))}
      </ol>
    </nav>
  );
}
