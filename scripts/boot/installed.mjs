const sections = ["dependencies", "devDependencies", "optionalDependencies"];

/**
 * Whether node_modules holds what the lock file asks for. Compares the lock with the record npm
 * leaves in node_modules, so a plain `npm install` counts as well. Optional packages may be absent:
 * most are for other systems.
 */
export function isInstalled({ manifest, lock, record }) {
  if (record === undefined) return false;
  const asked = lock.packages[""];
  if (sections.some((section) => !sameEntries(manifest[section], asked[section]))) return false;
  return Object.entries(lock.packages).every(([at, wanted]) => {
    if (at === "") return true;
    const present = record.packages[at];
    return present ? present.version === wanted.version : wanted.optional === true;
  });
}

function sameEntries(left = {}, right = {}) {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every((name) => left[name] === right[name])
  );
}
