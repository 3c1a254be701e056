// What a camera wrote into a JPEG: where it was, and the whole block, so that a picture made smaller still brings its
// time and place to the service, which reads them and takes them out.
const GPS_BLOCK = 0x8825, ORIENTATION = 0x0112;

// {block: Uint8Array with its orientation set upright, place: {lon, lat} | null}, or null for a file without any.
export function readExif(buffer) {
  try {
    const view = new DataView(buffer);
    const at = findBlock(view);
    return at ? parse(buffer, at) : null;
  } catch {
    return null;
  }
}

function findBlock(view) {
  if (view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 10 < view.byteLength; ) {
    const marker = view.getUint16(at), length = view.getUint16(at + 2);
    if (marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return { at, length };
    if (marker < 0xff00 || marker === 0xffda) return null;
    at += 2 + length;
  }
  return null;
}

function parse(buffer, { at, length }) {
  const block = new Uint8Array(buffer.slice(at, at + 2 + length));
  const tiff = new DataView(block.buffer, 10);
  const little = tiff.getUint16(0) === 0x4949;
  const first = entries(tiff, tiff.getUint32(4, little), little);
  const orientation = first.get(ORIENTATION);
  // The canvas turned the picture already.
  if (orientation) tiff.setUint16(orientation.value, 1, little);
  const gps = first.get(GPS_BLOCK);
  return { block, place: gps ? placeOf(tiff, tiff.getUint32(gps.value, little), little) : null };
}

function entries(tiff, at, little) {
  const found = new Map();
  for (let index = 0; index < tiff.getUint16(at, little); index += 1) {
    const entry = at + 2 + index * 12;
    found.set(tiff.getUint16(entry, little), { value: entry + 8 });
  }
  return found;
}

function placeOf(tiff, at, little) {
  const gps = entries(tiff, at, little);
  if (![1, 2, 3, 4].every((tag) => gps.has(tag))) return null;
  const lat = degrees(tiff, gps.get(2), gps.get(1), "S", little), lon = degrees(tiff, gps.get(4), gps.get(3), "W", little);
  const inside = lat > 5.6 && lat < 20.5 && lon > 97.3 && lon < 105.7;
  return inside ? { lon, lat } : null;
}

function degrees(tiff, { value }, side, negative, little) {
  const at = tiff.getUint32(value, little);
  const part = (index) => tiff.getUint32(at + index * 8, little) / (tiff.getUint32(at + index * 8 + 4, little) || 1);
  const size = part(0) + part(1) / 60 + part(2) / 3600;
  return String.fromCharCode(tiff.getUint8(side.value)) === negative ? -size : size;
}
