import {
  Activity,
  Bell,
  ChartColumn,
  ClipboardCheck,
  CreditCard,
  HardDrive,
  KeyRound,
  KeySquare,
  LayoutDashboard,
  LayoutTemplate,
  type LucideIcon,
  Megaphone,
  Server,
  Shield,
  Siren,
  TrendingDown,
  UserRound,
  Users,
} from "lucide-react";

export interface NavItem {
  readonly text:
    | "overview"
    | "deployments"
    | "monitoring"
    | "incidents"
    | "templates"
    | "volumes"
    | "costs"
    | "keys"
    | "alerts"
    | "prices"
    | "team"
    | "subscription"
    | "sshKeys"
    | "notifications"
    | "security"
    | "profile"
    | "admin";
  readonly href: string;
  readonly icon: LucideIcon;
  /** A page without a session: it loads as a new document. */
  readonly isPublic: boolean;
}

/** The console's places, in the order of the navigation. */
const navItems: readonly NavItem[] = [
  { text: "overview", href: "/dashboard", icon: LayoutDashboard, isPublic: false },
  { text: "deployments", href: "/dashboard/deployments", icon: Server, isPublic: false },
  { text: "monitoring", href: "/dashboard/monitoring", icon: Activity, isPublic: false },
  { text: "incidents", href: "/dashboard/incidents", icon: Siren, isPublic: false },
  { text: "templates", href: "/dashboard/templates", icon: LayoutTemplate, isPublic: false },
  { text: "volumes", href: "/dashboard/volumes", icon: HardDrive, isPublic: false },
  { text: "costs", href: "/dashboard/costs", icon: ChartColumn, isPublic: false },
  { text: "keys", href: "/dashboard/keys", icon: KeyRound, isPublic: false },
  { text: "alerts", href: "/dashboard/alerts", icon: Bell, isPublic: false },
  { text: "prices", href: "/gpus", icon: TrendingDown, isPublic: true },
  { text: "profile", href: "/settings/profile", icon: UserRound, isPublic: false },
  { text: "security", href: "/settings/security", icon: Shield, isPublic: false },
  { text: "notifications", href: "/settings/notifications", icon: Megaphone, isPublic: false },
  { text: "sshKeys", href: "/settings/ssh-keys", icon: KeySquare, isPublic: false },
  { text: "team", href: "/settings/team", icon: Users, isPublic: false },
  {
    text: "subscription",
    href: "/settings/subscription",
    icon: CreditCard,
    isPublic: false,
  },
];

/** One more place, for those who run the installation. */
const operatorItem: NavItem = {
  text: "admin",
  href: "/admin",
  icon: ClipboardCheck,
  isPublic: false,
};

/** The places that stand in the bar on phones; the others are behind "More". */
export const phonePlaces: ReadonlySet<NavItem["text"]> = new Set([
  "overview",
  "deployments",
  "keys",
  "prices",
]);

/** The places of a person, in the order of the navigation. */
export function placesOf({ isOperator }: { readonly isOperator: boolean }): readonly NavItem[] {
  return isOperator ? [...navItems, operatorItem] : navItems;
}

/** Whether a path belongs to a place: itself or below, the overview itself alone. */
export function isAt({ href }: NavItem, path: string): boolean {
  return path === href || (href !== "/dashboard" && path.startsWith(`${href}/`));
}
