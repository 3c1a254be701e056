// The boxes that are taken on the screen, in a coarse grid, so that thousands of symbols cost no more than a few.
const CELL_PX = 64;

export class Room {
  constructor(taken = []) {
    this.cells = new Map();
    for (const box of taken) this.add(box);
  }

  // Takes [west, north, east, south] if nothing is there yet, and says whether.
  take(box) {
    const found = this.keys(box).some((key) => this.cells.get(key)?.some((other) => overlap(box, other)));
    if (!found) this.add(box);
    return !found;
  }

  add(box) {
    for (const key of this.keys(box)) this.cells.has(key) ? this.cells.get(key).push(box) : this.cells.set(key, [box]);
  }

  keys([west, north, east, south]) {
    const found = [];
    for (let x = Math.floor(west / CELL_PX); x <= Math.floor(east / CELL_PX); x++)
      for (let y = Math.floor(north / CELL_PX); y <= Math.floor(south / CELL_PX); y++) found.push(`${x} ${y}`);
    return found;
  }
}

const overlap = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
