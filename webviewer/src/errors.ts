/** Why a package is not shown: where the fault is, a file or a JSON pointer into the manifest, and what it is. */
export class PackageError extends Error {
  constructor(
    readonly where: string,
    readonly problem: string,
  ) {
    super(`${where}: ${problem}`);
    this.name = "PackageError";
  }
}

/** The same for a field of the manifest. */
export class ManifestError extends PackageError {
  constructor(
    readonly pointer: string,
    problem: string,
  ) {
    super(pointer || "/", problem);
    this.name = "ManifestError";
  }
}
