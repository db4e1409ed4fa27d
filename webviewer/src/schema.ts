// JSON as the types of the manifest: every field is there, is what it may be, and no other is.

import { ManifestError } from "./errors";
import { MAX_ITEMS, RECORDS, type Schema } from "./manifest";

/** `value` as the type `kind`; throws where it is something else. */
export function convert(value: unknown, kind: Schema, at: string): unknown {
  if (typeof kind === "string") {
    demand(isPlain(value, kind), at, `${short(value)} is no ${kind}`);
    if (typeof value === "string") demandText(value, at);
    return value;
  }
  if ("oneOf" in kind) {
    demand(kind.oneOf.includes(value as string), at, `${short(value)} is none of ${kind.oneOf.join(", ")}`);
    return value;
  }
  if ("nullable" in kind) return value === null ? null : convert(value, kind.nullable, at);
  if ("record" in kind) return convertRecord(value, kind.record, at);
  if ("table" in kind) {
    if (!isTable(value) || Object.keys(value).length > MAX_ITEMS)
      throw new ManifestError(at, `${short(value)} is no table`);
    for (const key of Object.keys(value)) demandText(key, at);
    return bare(Object.entries(value).map(([key, item]) => [key, convert(item, kind.table, `${at}/${escaped(key)}`)]));
  }
  if (!Array.isArray(value) || value.length > MAX_ITEMS) throw new ManifestError(at, `${short(value)} is no list`);
  const kinds = "tuple" in kind ? kind.tuple : value.map(() => kind.list);
  demand(value.length === kinds.length, at, `has ${value.length} entries, not ${kinds.length}`);
  return value.map((item, index) => convert(item, kinds[index] as Schema, `${at}/${index}`));
}

function convertRecord(value: unknown, name: string, at: string): unknown {
  if (!isTable(value)) throw new ManifestError(at, `${short(value)} is no table`);
  const fields = RECORDS[name] ?? {};
  for (const key of Object.keys(value)) demand(Object.hasOwn(fields, key), `${at}/${escaped(key)}`, "is unknown");
  for (const key of Object.keys(fields)) demand(Object.hasOwn(value, key), `${at}/${key}`, "is missing");
  return bare(Object.entries(fields).map(([key, kind]) => [key, convert(value[key], kind, `${at}/${key}`)]));
}

function isPlain(value: unknown, kind: string): boolean {
  switch (kind) {
    case "str":
      return typeof value === "string";
    case "bool":
      return typeof value === "boolean";
    case "int":
      return Number.isInteger(value);
    case "float":
      return typeof value === "number" && Math.abs(value) <= 1e30;
    default:
      return typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
  }
}

/** A table without a prototype: names of a manifest, such as "constructor", are looked up in it. */
function bare(entries: ReadonlyArray<readonly [string, unknown]>): Record<string, unknown> {
  const table: Record<string, unknown> = Object.create(null);
  for (const [key, value] of entries) table[key] = value;
  return table;
}

/** Throws a ManifestError unless something is so. */
export function demand(isSo: boolean, pointer: string, problem: string): void {
  if (!isSo) throw new ManifestError(pointer, problem);
}

/** Terminals, too, show what a manifest says: no character may be a command to them. */
function demandText(text: string, pointer: string): void {
  demand(!/\p{Cc}/u.test(text), pointer, "holds control characters");
}

export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** A value as errors show it. */
export function short(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
