// Rectangles whose areas are sizes (Bruls, Huizing and van Wijk, "Squarified treemaps", 2000).

/** Gives each of the sized things {size} a place {x, y, w, h} in the box; sizes are above nothing. */
function squarified(things, box) {
  const total = things.reduce((sum, each) => sum + each.size, 0);
  const scale = total ? (box.w * box.h) / total : 0;
  const rest = things.map((thing) => ({ thing, area: thing.size * scale })).sort((a, b) => b.area - a.area);
  const placed = [];
  let room = { ...box };
  while (rest.length && room.w > 0 && room.h > 0) {
    const side = Math.min(room.w, room.h);
    const strip = [rest.shift()];
    let sum = strip[0].area;
    while (rest.length && worst(strip, sum + rest[0].area, side, rest[0].area) <= worst(strip, sum, side, 0)) {
      strip.push(rest.shift());
      sum += strip.at(-1).area;
    }
    room = lay(strip, sum, room, placed);
  }
  return placed;
}

/** How far the worst rectangle of a strip is from a square. further: an area that would join it. */
function worst(strip, sum, side, further) {
  const least = further || strip.at(-1).area;
  return Math.max((side * side * strip[0].area) / (sum * sum), (sum * sum) / (side * side * least));
}

function lay(strip, sum, room, placed) {
  const upright = room.w >= room.h;
  const depth = sum / (upright ? room.h : room.w);
  let along = upright ? room.y : room.x;
  for (const { thing, area } of strip) {
    const length = area / depth;
    placed.push(upright ? { thing, x: room.x, y: along, w: depth, h: length } : { thing, x: along, y: room.y, w: length, h: depth });
    along += length;
  }
  return upright
    ? { x: room.x + depth, y: room.y, w: room.w - depth, h: room.h }
    : { x: room.x, y: room.y + depth, w: room.w, h: room.h - depth };
}
