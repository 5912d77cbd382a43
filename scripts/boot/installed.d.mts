interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
interface Lock {
  packages: Record<string, Manifest & { version?: string; optional?: boolean }>;
}
export function isInstalled(state: {
  manifest: Manifest;
  lock: Lock;
  record: Lock | undefined;
}): boolean;
