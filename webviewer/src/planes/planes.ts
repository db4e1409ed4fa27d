// The planes of a scene, as docs/files.md describes planes.json: read, and refused where they are something else.

import { PackageError } from "../errors";
import type { Bytes } from "../load/bytes";
import type { Vector } from "../sort/sorting";

const FORMAT_VERSION = 1;
const MAX_PLANES = 65_535;
const MAX_COORDINATE = 1e9;
const GOLDEN = 0.61803398875; // steps of the hue: ids that follow each other look unlike
const SATURATION = 0.7;
const VALUE = 0.95;

export interface Plane {
  readonly id: number;
  readonly normal: Vector; // towards where it was seen from
  readonly offset: number; // n.x = offset
  readonly rings: readonly Float32Array[]; // corners x, y, z; outlines and holes: what an odd number of them holds
  readonly area: number; // in square world units
  readonly areaM2: number | null; // null where the scene does not know its scale
}

/** The planes that a file holds; throws a PackageError that names what is wrong with it. */
export function parsePlanes(bytes: Bytes, where: string): Plane[] {
  let table: unknown;
  try {
    table = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new PackageError(where, `is no JSON: ${(error as Error).message}`);
  }
  const { format_version: version, planes } = record(table, where);
  if (version !== FORMAT_VERSION)
    throw new PackageError(where, `has another 'format_version' than ${FORMAT_VERSION}, which this viewer reads`);
  const rows = list(planes, `${where}, planes`);
  if (rows.length > MAX_PLANES) throw new PackageError(where, `has more than ${MAX_PLANES} planes`);
  return rows.map((row, index) => parsePlane(row, index + 1, `${where}, planes[${index}]`));
}

function parsePlane(row: unknown, id: number, where: string): Plane {
  const plane = record(row, where);
  if (plane.id !== id) throw new PackageError(where, `has another id than ${id}`);
  const rings = list(plane.polygons, `${where}, polygons`).flatMap((part) => {
    const { outer, holes } = record(part, `${where}, polygons`);
    return [outer, ...list(holes, `${where}, holes`)].map((corners) => parseRing(corners, where));
  });
  return {
    id,
    normal: vector(plane.normal, `${where}, normal`),
    offset: number(plane.offset, `${where}, offset`),
    rings,
    area: number(plane.area, `${where}, area`),
    areaM2: plane.area_m2 === null ? null : number(plane.area_m2, `${where}, area_m2`),
  };
}

function parseRing(corners: unknown, where: string): Float32Array {
  const ring = list(corners, `${where}, an outline`).map((corner) => vector(corner, `${where}, an outline`));
  if (ring.length < 3) throw new PackageError(where, "has an outline of fewer than 3 corners");
  return Float32Array.from(ring.flat());
}

/** The colour that stands for a plane, the same as in Python's pictures: r, g, b in 0 ... 1. */
export function colorOf(id: number): Vector {
  const hue = 6 * ((id * GOLDEN) % 1);
  const channel = (shift: number) => {
    const place = (shift + hue) % 6;
    return VALUE * (1 - SATURATION * Math.max(0, Math.min(place, 4 - place, 1)));
  };
  return [channel(5), channel(3), channel(1)];
}

function record(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new PackageError(where, "is no table");
  return value as Record<string, unknown>;
}

function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new PackageError(where, "is no list");
  return value;
}

function vector(value: unknown, where: string): Vector {
  const [x, y, z, ...rest] = list(value, where);
  if (rest.length > 0) throw new PackageError(where, "has more than 3 numbers");
  return [number(x, where), number(y, where), number(z, where)];
}

function number(value: unknown, where: string): number {
  if (typeof value !== "number" || !(Math.abs(value) <= MAX_COORDINATE))
    throw new PackageError(where, "is no finite number");
  return value;
}
