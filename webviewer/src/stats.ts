// What a viewer says of itself.

export interface Stats {
  readonly splats: number;
  readonly packageBytes: number; // as read
  readonly graphicsBytes: number; // textures and targets
  readonly isSorted: boolean;
  readonly numSorts: number;
  readonly frames: number; // drawn so far
  readonly frameMs: number | null; // from one picture to the next, while it moves
  readonly networkMs: number | null; // of the last run of a network, in its own thread
  readonly firstPictureMs: number | null; // from load(), or from the loss of the context, to the first picture
}
