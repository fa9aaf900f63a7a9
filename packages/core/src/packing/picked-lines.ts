/**
 * SQL of the pieces of a line (alias `l`) that are picked: those shared out, or ordered while nothing is shared out,
 * less what was called off, came short or was lost since. What was handed over was picked, too.
 */
export const picked = `min(coalesce(l."allocated", l."firmPieces"), l."pieces" - l."cancelled" - l."short" - l."withdrawn" - l."lost")`;
