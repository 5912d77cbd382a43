import { createNavigation } from "next-intl/navigation";
import { routing } from "./routing";

/** Links and routers that keep the reader's language. Paths are written without a prefix. */
export const { Link, redirect, usePathname, useRouter, getPathname } = createNavigation(routing);
